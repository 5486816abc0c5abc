import { client } from '../client';
import { define, make, setText } from '../components/dom';
import { formatBytes, formatMs, formatNumber } from './amounts';
import { describeRace } from './describe-race';
import type { RaceSample } from './measure';
import { Race } from './race';
import './race-chart.element';
import type { RaceChartTerms } from './race-chart.element';

const CHARTS: readonly RaceChartTerms[] = [
  { title: 'Requests', valueOf: ({ requests }) => requests, format: formatNumber, least: 100 },
  { title: 'Bytes received', valueOf: ({ bytes }) => bytes, format: formatBytes, least: 10_000 },
  { title: 'How old the view is', valueOf: ({ stalenessMs }) => stalenessMs, format: formatMs, least: 1_000 },
];

const HONESTY = [
  'The people are simulated, the requests are not: every poll is sent, spread evenly over the interval, with the tag of what this person has, and answered 304 without a body when nothing is new. A browser opens six connections to a host; the polls share them.',
  'For the same reason one stream is opened, and what it costs is counted once for each person. Bytes are those of the answers, heads included; what a browser sends with each request comes on top.',
  'The age of a view counts from when an update was sent. For 10,000 people, measured at their sockets, run npx nx run bench:polling-vs-push.',
];

/** The same order followed by polls and by streams, at the same time and by as many people. */
export class LabRaceElement extends HTMLElement {
  readonly #people = makeChoice('people', 'People', [10, 50, 100, 250], 100, String);
  readonly #pollEvery = makeChoice('poll-every', 'Each polls every', [1, 2, 5, 10], 5, seconds);
  readonly #updateEvery = makeChoice('update-every', 'The order changes every', [2, 5, 10, 15], 15, seconds);
  readonly #button = make('button', { type: 'submit', class: 'primary' }, 'Start the race');
  readonly #charts = CHARTS.map(() => document.createElement('race-chart'));
  readonly #result = make('p', { class: 'race-result', role: 'status' });
  #samples: RaceSample[] = [];
  #race: Race | undefined;

  connectedCallback(): void {
    if (this.firstChild) return;
    const choices = [this.#people, this.#pollEvery, this.#updateEvery].map(({ field }) => field);
    const form = make('form', { class: 'panel race-terms' }, ...choices, this.#button);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.#race) this.#race.stop();
      else this.#start();
    });
    const honesty = make(
      'details',
      { class: 'race-honesty' },
      make('summary', {}, 'What is simulated, and what is not'),
    );
    honesty.append(...HONESTY.map((text) => make('p', {}, text)));
    this.append(
      make('h2', {}, 'Polling against push'),
      make(
        'p',
        { class: 'lab-lead' },
        'One order, followed for a minute by people who ask for it again and again, and by as many who have a stream.',
      ),
      form,
      make('div', { class: 'race-charts' }, ...this.#charts),
      this.#result,
      honesty,
    );
    this.#charts.forEach((chart, index) => {
      const terms = CHARTS[index];
      if (terms) chart.terms = terms;
    });
    this.#say('Nobody is following yet.');
  }

  disconnectedCallback(): void {
    this.#race?.stop();
  }

  #start(): void {
    const people = Number(this.#people.select.value);
    const terms = {
      people,
      pollEveryMs: Number(this.#pollEvery.select.value) * 1_000,
      updateEveryMs: Number(this.#updateEvery.select.value) * 1_000,
    };
    this.#samples = [];
    this.#show();
    this.#say(`${formatNumber(people)} people ask, and ${formatNumber(people)} listen.`);
    setText(this.#button, 'Stop');
    this.#race = new Race(client, terms, {
      onSample: (sample) => {
        this.#samples.push(sample);
        this.#show();
      },
      onEnd: (problem) => this.#end(people, problem),
    });
  }

  #end(people: number, problem: unknown): void {
    const last = this.#samples.at(-1);
    if (problem) this.#say(problem instanceof Error ? problem.message : String(problem));
    else if (last && this.#race) this.#say(describeRace(last, people, this.#race.wasted));
    else this.#say('Stopped before it began.');
    this.#race = undefined;
    setText(this.#button, 'Start the race');
  }

  #show(): void {
    for (const chart of this.#charts) chart.show(this.#samples);
  }

  #say(text: string): void {
    setText(this.#result, text);
  }
}

interface Choice {
  readonly field: HTMLElement;
  readonly select: HTMLSelectElement;
}

function makeChoice(
  id: string,
  label: string,
  values: readonly number[],
  usual: number,
  format: (value: number) => string,
): Choice {
  const options = values.map((value) => make('option', { value, selected: value === usual }, format(value)));
  const select = make('select', { id }, ...options);
  return { select, field: make('div', {}, make('label', { for: id }, label), select) };
}

function seconds(value: number): string {
  return value === 1 ? 'second' : `${value} seconds`;
}

define('lab-race', LabRaceElement);

declare global {
  interface HTMLElementTagNameMap {
    'lab-race': LabRaceElement;
  }
}
