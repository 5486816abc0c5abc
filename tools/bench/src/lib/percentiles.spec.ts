import { percentilesOf } from './percentiles';

it('takes each percentile from what was measured, whatever the order', () => {
  const numbers = Array.from({ length: 200 }, (_, i) => 200 - i);
  expect(percentilesOf(numbers)).toEqual({ count: 200, p50: 100, p99: 198, max: 200 });
});

it('shows one long pause of a hundred in the maximum, and two in the 99th percentile', () => {
  const short = Array.from({ length: 98 }, () => 40);
  expect(percentilesOf([...short, 40, 900])).toMatchObject({ p50: 40, p99: 40, max: 900 });
  expect(percentilesOf([...short, 900, 900])).toMatchObject({ p50: 40, p99: 900, max: 900 });
});

it('takes one number for all, and nothing as zero', () => {
  expect(percentilesOf([7])).toEqual({ count: 1, p50: 7, p99: 7, max: 7 });
  expect(percentilesOf([])).toEqual({ count: 0, p50: 0, p99: 0, max: 0 });
});
