export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

export interface ChartFrame {
  readonly xMax: number;
  readonly yMax: number;
  readonly width: number;
  readonly height: number;
}

/** The points of a line as the `points` of an SVG polyline, whose y goes down. What is beyond the frame is at its edge. */
export function polylinePoints(points: readonly ChartPoint[], { xMax, yMax, width, height }: ChartFrame): string {
  const share = (value: number, max: number): number => (max > 0 ? Math.min(1, Math.max(0, value / max)) : 0);
  return points.map(({ x, y }) => `${round(share(x, xMax) * width)},${round((1 - share(y, yMax)) * height)}`).join(' ');
}

/** The end of an axis that has room for a value: 1, 2 or 5 times a power of ten, and at least `least`. */
export function axisMax(value: number, least: number): number {
  if (value <= least) return least;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((max) => max >= value) ?? value;
}

const round = (value: number): number => Math.round(value * 10) / 10;
