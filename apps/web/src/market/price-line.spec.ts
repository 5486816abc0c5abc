import { addPrice, joinLines, lastOf, LINE_MAX, NO_LINE } from './price-line';

const at = (second: number): string => new Date(second * 1_000).toISOString();

describe('a line of prices', () => {
  it('grows by what is new', () => {
    const line = addPrice(addPrice(NO_LINE, at(1), '10.50'), at(2), '10.25');
    expect(line).toEqual({ times: [1, 2], prices: [10.5, 10.25] });
  });

  it('takes several prices of one moment, and none from before', () => {
    const line = addPrice(addPrice(addPrice(NO_LINE, at(2), '1'), at(2), '2'), at(1), '3');
    expect(line).toEqual({ times: [2, 2], prices: [1, 2] });
  });

  it('leaves out what has no time', () => {
    expect(addPrice(NO_LINE, 'soon', '1')).toEqual(NO_LINE);
  });

  it('keeps the newest', () => {
    let line = NO_LINE;
    for (let second = 0; second < LINE_MAX + 5; second += 1) line = addPrice(line, at(second), '1');
    expect(line.times).toHaveLength(LINE_MAX);
    expect(line.times[0]).toBe(5);
    expect(lastOf(line, 2).times).toEqual([LINE_MAX + 3, LINE_MAX + 4]);
  });

  it('goes on with a newer one, without what both have', () => {
    const older = { times: [1, 2, 3], prices: [10, 20, 30] };
    const newer = { times: [3, 4], prices: [31, 40] };
    expect(joinLines(older, newer)).toEqual({ times: [1, 2, 3, 4], prices: [10, 20, 31, 40] });
    expect(joinLines(older, NO_LINE)).toEqual(older);
    expect(joinLines(NO_LINE, newer)).toEqual(newer);
  });
});
