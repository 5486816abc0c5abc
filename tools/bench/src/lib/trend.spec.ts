import { fitTrend } from './trend';

const points = (values: readonly number[]) => values.map((value, at) => ({ at, value }));

it('finds no trend in what stays', () => {
  expect(fitTrend(points(Array.from({ length: 50 }, () => 7)))).toEqual({ slope: 0, early: 7, late: 7, growth: 0 });
});

it('finds the slope of a line', () => {
  const { slope, growth } = fitTrend(points(Array.from({ length: 50 }, (_, i) => 3 + 2 * i)));
  expect(slope).toBeCloseTo(2);
  expect(growth).toBeCloseTo(2);
});

it('leaves the start of everything out', () => {
  const values = Array.from({ length: 50 }, (_, i) => (i < 10 ? 1_000 : 5));
  expect(fitTrend(points(values))).toEqual({ slope: 0, early: 5, late: 5, growth: 0 });
});

it('is not misled by a few outliers', () => {
  const values = Array.from({ length: 50 }, (_, i) => (i % 10 === 0 ? 1_000 : 5));
  expect(fitTrend(points(values))).toMatchObject({ early: 5, late: 5, growth: 0 });
});

it('knows nothing of fewer than two points, and does what it can with two', () => {
  expect(fitTrend([])).toEqual({ slope: 0, early: 0, late: 0, growth: 0 });
  expect(fitTrend(points([4]))).toEqual({ slope: 0, early: 0, late: 0, growth: 0 });
  expect(fitTrend(points([4, 6]))).toEqual({ slope: 2, early: 4, late: 6, growth: 2 });
});
