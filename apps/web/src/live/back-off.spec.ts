import { backOffMs, FIRST_WAIT_MS, LONGEST_WAIT_MS } from './back-off';

describe('the back-off', () => {
  it('doubles from the first wait up to the longest', () => {
    const ceilings = Array.from({ length: 8 }, (_, attempt) => backOffMs(attempt, 1));
    expect(ceilings).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
    expect(backOffMs(5_000, 1)).toBe(LONGEST_WAIT_MS);
  });

  it('spreads over the upper half', () => {
    expect(backOffMs(0, 0)).toBe(FIRST_WAIT_MS / 2);
    expect(backOffMs(0, 0.5)).toBe(FIRST_WAIT_MS * 0.75);
  });
});
