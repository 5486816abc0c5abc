/** One measure in a chart: a bar for each series, on a scale of its own. */
export interface ChartMeasure {
  readonly name: string;
  /** In the order of the series. */
  readonly bars: readonly { readonly value: number; readonly text: string }[];
}

export interface Chart {
  readonly title: string;
  readonly subtitle: string;
  /** At most as many as there are colours: two. */
  readonly series: readonly string[];
  readonly measures: readonly ChartMeasure[];
}

const WIDTH = 860;
const MARGIN = 28;
const BARS_X = 270;
const BARS_WIDTH = 400;
const BAR_HEIGHT = 14;
const BAR_STEP = 19;
const MEASURE_GAP = 16;
const HEAD_HEIGHT = 124;
const LEGEND_Y = 82;
/** So that a bar of nothing is seen to be there. */
const BAR_MIN = 2;

/** Readable on light and on dark pages: it has a ground of its own, which goes with what the reader prefers. */
const STYLE = `
    .ground { fill: #ffffff; stroke: #d5d9e0 }
    text { font: 14px system-ui, sans-serif; fill: #1d2433 }
    .title { font-size: 19px; font-weight: 650 }
    .quiet { fill: #5a6475 }
    .value { font-variant-numeric: tabular-nums }
    .series-0 { fill: #c2571a }
    .series-1 { fill: #1f7a8c }
    @media (prefers-color-scheme: dark) {
      .ground { fill: #14181f; stroke: #323a47 }
      text { fill: #e8ebf0 }
      .quiet { fill: #9aa5b5 }
      .series-0 { fill: #f08c4a }
      .series-1 { fill: #4fb6c8 }
    }`;

/** Draws bars that lie under each other, a group for each measure. Pure: the same numbers are the same text. */
export function drawChart({ title, subtitle, series, measures }: Chart): string {
  const measureHeight = series.length * BAR_STEP + MEASURE_GAP;
  const height = HEAD_HEIGHT + measures.length * measureHeight + MARGIN - MEASURE_GAP;
  const legend = series.map((name, i) => {
    const x = BARS_X + i * (BARS_WIDTH / 2);
    return `${rect(x, LEGEND_Y, BAR_HEIGHT, BAR_HEIGHT, i)}\n  ${text(x + 22, LEGEND_Y + 12, name)}`;
  });
  const groups = measures.map((measure, i) => drawMeasure(measure, HEAD_HEIGHT + i * measureHeight));
  const label = escape(`${title}. ${subtitle}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${label}">
  <style>${STYLE}
  </style>
  <rect class="ground" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="10"/>
  ${text(MARGIN, 38, title, 'title')}
  ${text(MARGIN, 60, subtitle, 'quiet')}
  ${[...legend, ...groups].join('\n  ')}
</svg>
`;
}

function drawMeasure({ name, bars }: ChartMeasure, y: number): string {
  const most = Math.max(...bars.map(({ value }) => value));
  const middle = y + (bars.length * BAR_STEP) / 2;
  const rows = bars.map(({ value, text: label }, i) => {
    const width = Math.max(BAR_MIN, most > 0 ? (value / most) * BARS_WIDTH : 0);
    const top = y + i * BAR_STEP;
    return `${rect(BARS_X, top, width, BAR_HEIGHT, i)}\n  ${text(BARS_X + width + 8, top + 12, label, 'value')}`;
  });
  return [text(MARGIN, middle + 2, name), ...rows].join('\n  ');
}

function rect(x: number, y: number, width: number, height: number, series: number): string {
  return `<rect class="series-${series}" x="${x}" y="${y}" width="${round(width)}" height="${height}" rx="2"/>`;
}

function text(x: number, y: number, content: string, name?: string): string {
  return `<text${name ? ` class="${name}"` : ''} x="${round(x)}" y="${round(y)}">${escape(content)}</text>`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escape(content: string): string {
  return content.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
