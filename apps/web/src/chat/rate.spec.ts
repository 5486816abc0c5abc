import { addSample, ratePerSecond, type Sample } from './rate';

const fold = (...samples: [atMs: number, amount: number][]): readonly Sample[] =>
  samples.reduce<readonly Sample[]>((all, [atMs, amount]) => addSample(all, { atMs, amount }), []);

describe('a rate', () => {
  it('is none before there are two samples', () => {
    expect(ratePerSecond([])).toBe(0);
    expect(ratePerSecond(fold([0, 500]))).toBe(0);
  });

  it('does not count what was there at first', () => {
    expect(ratePerSecond(fold([0, 500], [1_000, 540]))).toBe(40);
  });

  it('forgets what has left the window', () => {
    const samples = fold([0, 0], [1_000, 900], [2_000, 910], [4_000, 930], [5_000, 940]);
    expect(samples[0]).toEqual({ atMs: 2_000, amount: 910 });
    expect(ratePerSecond(samples)).toBe(10);
  });
});
