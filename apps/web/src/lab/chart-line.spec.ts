import { axisMax, polylinePoints } from './chart-line';

it('draws from the lower left, and keeps within the frame', () => {
  const frame = { xMax: 10, yMax: 100, width: 200, height: 50 };
  const points = [
    { x: 0, y: 0 },
    { x: 5, y: 50 },
    { x: 10, y: 100 },
    { x: 12, y: 120 },
  ];
  expect(polylinePoints(points, frame)).toBe('0,50 100,25 200,0 200,0');
  expect(polylinePoints([{ x: 1, y: 1 }], { ...frame, yMax: 0 })).toBe('20,50');
});

it.each([
  [0, 10],
  [10, 10],
  [11, 20],
  [21, 50],
  [51, 100],
  [999, 1_000],
  [1_000, 1_000],
])('an axis for %d that is 10 or more ends at %d', (value, end) => {
  expect(axisMax(value, 10)).toBe(end);
});
