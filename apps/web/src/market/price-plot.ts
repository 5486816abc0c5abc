import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatTime } from '../format';
import type { PriceLine } from './price-line';

/** `spark`: nothing but the line, one step an update. `chart`: with axes, by time. */
export type PlotKind = 'spark' | 'chart';

export interface Plot {
  show(line: PriceLine): void;
  /** Fits the place again, and takes the colours of the moment. */
  refresh(): void;
  /** Takes it out of its place, and lets go of the window. */
  destroy(): void;
}

const AXIS_PX = { time: 32, timeSpace: 84, price: 56 };

/** Draws lines into a place of a size. The place is the one that says which colours: `--line`, `--ink-soft`, `--rule`. */
export function createPlot(place: HTMLElement, kind: PlotKind): Plot {
  const isChart = kind === 'chart';
  const colour = (name: string) => () => getComputedStyle(place).getPropertyValue(name);
  const font = `12px ${colour('--mono')()}`;
  const axis = {
    font,
    stroke: colour('--ink-soft'),
    grid: { stroke: colour('--rule'), width: 1 },
    ticks: { show: false },
  };
  const size = () => ({ width: place.clientWidth, height: place.clientHeight });
  const plot = new uPlot(
    {
      ...size(),
      cursor: { show: false },
      legend: { show: false },
      padding: isChart ? [8, 24, 0, 0] : [3, 2, 3, 2],
      scales: { x: { time: isChart }, y: { range: priceRange } },
      axes: isChart
        ? [
            { ...axis, size: AXIS_PX.time, grid: { show: false }, space: AXIS_PX.timeSpace, values: formatTimes },
            { ...axis, size: AXIS_PX.price, values: (_, prices) => prices.map((price) => price.toFixed(2)) },
          ]
        : [{ show: false }, { show: false }],
      series: [{}, { stroke: colour('--line'), width: isChart ? 2 : 1.5, points: { show: false } }],
    },
    [[], []],
    place,
  );
  return {
    show: ({ times, prices }) => plot.setData([isChart ? [...times] : times.map((_, index) => index), [...prices]]),
    refresh: () => plot.setSize(size()),
    destroy: () => plot.destroy(),
  };
}

/** Of a price that stands still, too. */
function priceRange(_: uPlot, low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [0, 1];
  const room = Math.max((high - low) * 0.08, 0.01);
  return [low - room, high + room];
}

const formatTimes = (_: uPlot, seconds: number[]): string[] =>
  seconds.map((second) => formatTime(new Date(second * 1_000).toISOString(), { seconds: true }));
