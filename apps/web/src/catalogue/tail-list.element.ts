import type { TapeEventMessage } from '@tickertape/client';
import { define, make, setText } from '../components/dom';
import { KeyedList } from '../components/keyed-list';
import { formatTime } from '../format';
import { describeEntries } from './describe-tail';
import type { TailEntries } from './tail-entries';

/** So much of an event's data is shown: the shape of it is in the sample. */
const DATA_MAX = 400;

/** The last events of a tail on paper, the newest first, with a button that holds it still. */
export class TailListElement extends HTMLElement {
  // Counts as fast as events come: nothing to be read out.
  readonly #count = make('p', { class: 'hint', 'data-fact': 'count' });
  readonly #hold = make('button', { type: 'button', class: 'quiet' }, 'Hold');
  readonly #none = make('p', { class: 'tail-none' });
  readonly #list = make('ol', {});
  readonly #rows = new KeyedList<TapeEventMessage, HTMLElement>(
    this.#list,
    ({ topic, version }) => `${topic} ${version}`,
    makeRow,
    // An event does not change.
    () => {},
  );
  #isHeld = false;
  #entries: TailEntries | undefined;

  connectedCallback(): void {
    if (this.firstChild) return;
    // Focusable, because it scrolls.
    const paper = make('div', {
      class: 'paper tail-paper',
      tabindex: 0,
      role: 'group',
      'aria-label': 'Events as they come, the newest first',
    });
    paper.append(this.#none, this.#list);
    this.append(make('div', { class: 'tail-head' }, this.#count, this.#hold), paper);
    this.#hold.addEventListener('click', () => this.#setHeld(!this.#isHeld));
  }

  /** `undefined`: nothing is followed. */
  show(entries: TailEntries | undefined): void {
    this.#entries = entries;
    this.#hold.hidden = entries === undefined;
    setText(this.#count, entries ? describeEntries(entries) : '');
    if (this.#isHeld) return;
    setText(this.#none, describeNone(entries));
    this.#rows.show(entries?.newest ?? []);
  }

  /** Another tail begins: it is not held. */
  begin(): void {
    this.#setHeld(false);
  }

  #setHeld(isHeld: boolean): void {
    this.#isHeld = isHeld;
    setText(this.#hold, isHeld ? 'Go on' : 'Hold');
    this.show(this.#entries);
  }
}

function describeNone(entries: TailEntries | undefined): string {
  if (!entries) return 'Nothing is followed.';
  return entries.newest.length > 0 ? '' : 'Nothing yet: the next one is printed here.';
}

function makeRow({ topic, version, time, data, merged }: TapeEventMessage): HTMLElement {
  const json = JSON.stringify(data);
  const place = `version ${version}${merged === undefined ? '' : `, ${merged} as one`}`;
  return make(
    'li',
    { class: 'tail-row', 'data-topic': topic, 'data-version': version },
    make('time', { datetime: time }, formatTime(time, { seconds: true })),
    make('b', {}, topic),
    make('span', {}, place),
    make('code', {}, json.length > DATA_MAX ? `${json.slice(0, DATA_MAX)}…` : json),
  );
}

define('tail-list', TailListElement);

declare global {
  interface HTMLElementTagNameMap {
    'tail-list': TailListElement;
  }
}
