import { define, make, makeSvg, setText } from '../components/dom';
import { axisMax, polylinePoints } from './chart-line';
import type { Measure, RaceSample } from './measure';
import { RACE_MS } from './race';

const WIDTH = 300;
const HEIGHT = 100;
const LINES = [0, HEIGHT / 2, HEIGHT];

export interface RaceChartTerms {
  readonly title: string;
  readonly valueOf: (measure: Measure) => number;
  readonly format: (value: number) => string;
  /** The least that the axis shows, so that small numbers look small. */
  readonly least: number;
}

/** One measure of both ways over the time of a race: the numbers of now, and how they came about. */
export class RaceChartElement extends HTMLElement {
  readonly #title = make('figcaption', { class: 'label' });
  readonly #polling = make('dd', { 'data-way': 'polling' });
  readonly #push = make('dd', { 'data-way': 'push' });
  readonly #most = make('span', { class: 'race-most' });
  readonly #lines = {
    polling: makeSvg('polyline', { class: 'race-line' }),
    push: makeSvg('polyline', { class: 'race-line' }),
  };
  #terms: RaceChartTerms | undefined;

  connectedCallback(): void {
    if (this.firstChild) return;
    // The numbers say it in words: the drawing is for the eye.
    const svg = makeSvg('svg', {
      class: 'race-plot',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      preserveAspectRatio: 'none',
      'aria-hidden': 'true',
    });
    for (const y of LINES) svg.append(makeSvg('line', { class: 'race-rule', x1: 0, x2: WIDTH, y1: y, y2: y }));
    for (const [way, line] of Object.entries(this.#lines)) {
      line.dataset['way'] = way;
      svg.append(line);
    }
    const value = (name: string, number: HTMLElement): HTMLElement => make('div', {}, make('dt', {}, name), number);
    const values = make('dl', { class: 'race-values' }, value('Polling', this.#polling), value('Push', this.#push));
    const axis = make(
      'p',
      { class: 'race-axis', 'aria-hidden': 'true' },
      '0 s',
      make('span', {}, `${RACE_MS / 1_000} s`),
    );
    this.append(make('figure', {}, this.#title, values, make('div', { class: 'race-frame' }, svg, this.#most), axis));
  }

  set terms(terms: RaceChartTerms) {
    this.#terms = terms;
    setText(this.#title, terms.title);
    this.show([]);
  }

  show(samples: readonly RaceSample[]): void {
    if (!this.#terms) return;
    const { valueOf, format, least } = this.#terms;
    const values = samples.flatMap(({ polling, push }) => [valueOf(polling), valueOf(push)]);
    const yMax = axisMax(Math.max(0, ...values), least);
    const frame = { xMax: RACE_MS, yMax, width: WIDTH, height: HEIGHT };
    setText(this.#most, format(yMax));
    for (const way of ['polling', 'push'] as const) {
      const points = samples.map((sample) => ({ x: sample.atMs, y: valueOf(sample[way]) }));
      this.#lines[way].setAttribute('points', polylinePoints(points, frame));
      const last = samples.at(-1);
      setText(way === 'polling' ? this.#polling : this.#push, last ? format(valueOf(last[way])) : '–');
    }
  }
}

define('race-chart', RaceChartElement);

declare global {
  interface HTMLElementTagNameMap {
    'race-chart': RaceChartElement;
  }
}
