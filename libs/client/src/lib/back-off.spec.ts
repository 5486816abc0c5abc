import { backOffMs } from './back-off';
import { DEFAULT_TIMING } from './client-options';

describe('the back-off', () => {
  it('doubles from the first wait up to the longest', () => {
    const ceilings = Array.from({ length: 8 }, (_, attempt) => backOffMs(attempt, 1, DEFAULT_TIMING));
    expect(ceilings).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
    expect(backOffMs(5_000, 1, DEFAULT_TIMING)).toBe(20_000);
  });

  it('spreads over the upper half', () => {
    expect(backOffMs(0, 0, DEFAULT_TIMING)).toBe(250);
    expect(backOffMs(0, 0.5, DEFAULT_TIMING)).toBe(375);
  });
});
