import { define, make } from '../components/dom';
import { formatBytes } from './amounts';
import { explainFrame, parseObject, type ExplainedField } from './explain-frame';
import type { RawFrame } from './raw-stream';
import type { WireNote } from './wire-session';

/** So many rows are kept; who wants to read more has a terminal. */
const ROWS_MAX = 400;
/** So much of a value is shown beside its explanation; the whole of it is in the raw text. */
const VALUE_MAX = 160;
/** So close to the end counts as being there. */
const END_PX = 24;

/** Fired, bubbling, with the cursor of a frame that the stream is to start after. */
export class RestartAfter extends Event {
  static readonly type = 'restartafter';

  constructor(readonly cursor: string) {
    super(RestartAfter.type, { bubbles: true });
  }
}

/** Frames as they came, and what happened to the connection between them. It follows its end, unless somebody reads. */
export class WireListElement extends HTMLElement {
  // Focusable, because it scrolls.
  readonly #list = make('ol', { class: 'paper wire-list', tabindex: 0, 'aria-label': 'Frames, the newest last' });
  readonly #waiting: HTMLElement[] = [];
  #frame = 0;

  connectedCallback(): void {
    if (!this.firstChild) this.append(this.#list);
  }

  disconnectedCallback(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  addFrame(frame: RawFrame, sinceMs: number): void {
    this.#add(makeFrameRow(frame, sinceMs));
  }

  addNote({ kind, text }: WireNote): void {
    this.#add(make('li', { class: 'wire-note', 'data-kind': kind }, text));
  }

  clear(): void {
    this.#waiting.length = 0;
    this.#list.replaceChildren();
  }

  /** Rows are added once a frame of the screen: a burst is one change. */
  #add(row: HTMLElement): void {
    this.#waiting.push(row);
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => this.#flush());
  }

  #flush(): void {
    this.#frame = 0;
    const { scrollTop, scrollHeight, clientHeight } = this.#list;
    const isAtEnd = scrollTop + clientHeight >= scrollHeight - END_PX;
    const isRead = this.#list.querySelector('details[open]') !== null;
    this.#list.append(...this.#waiting.splice(0));
    while (this.#list.childElementCount > ROWS_MAX) this.#list.firstElementChild?.remove();
    if (isAtEnd && !isRead) this.#list.scrollTop = this.#list.scrollHeight;
  }
}

function makeFrameRow(frame: RawFrame, sinceMs: number): HTMLElement {
  const { id, event, data, bytes } = frame;
  const summary = make(
    'summary',
    {},
    make('span', { class: 'wire-time' }, (sinceMs / 1_000).toFixed(3)),
    make('b', { class: 'wire-event' }, event),
    make('span', { class: 'wire-id' }, id || '–'),
    make('span', { class: 'wire-data' }, previewOf(data)),
    make('span', { class: 'wire-bytes' }, formatBytes(bytes)),
  );
  const details = make('details', {}, summary);
  // Most frames are never opened: what is in them is made when they are.
  details.addEventListener('toggle', () => details.childElementCount === 1 && details.append(makeInside(frame)));
  return make('li', { class: 'wire-frame', 'data-kind': kindOf(event), 'data-event': event }, details);
}

/** What happened, or what is, without its place: that stands beside it. */
function previewOf(data: string): string {
  const { data: happened, state } = parseObject(data);
  const shown = happened ?? state;
  return (shown === undefined ? data : JSON.stringify(shown)).slice(0, VALUE_MAX);
}

function makeInside(frame: RawFrame): HTMLElement {
  const inside = make(
    'div',
    { class: 'wire-inside' },
    make('pre', { tabindex: 0, 'aria-label': 'The frame as it came' }, frame.text),
    make('dl', {}, ...explainFrame(frame).map(makeField)),
  );
  const { id } = frame;
  if (id) {
    const restart = make('button', { type: 'button', class: 'quiet' }, 'Restart after this frame');
    restart.addEventListener('click', () => restart.dispatchEvent(new RestartAfter(id)));
    inside.append(restart);
  }
  return inside;
}

function makeField({ name, value, says }: ExplainedField): HTMLElement {
  const shown = value.length > VALUE_MAX ? `${value.slice(0, VALUE_MAX)}…` : value;
  return make('div', {}, make('dt', {}, name), make('dd', {}, make('code', {}, shown), make('span', {}, says)));
}

function kindOf(event: string): string {
  if (event === 'tape.gap' || event === 'tape.drain' || event === 'tape.failed') return 'warning';
  if (event === 'tape.snapshot' || event === 'tape.closed') return 'state';
  return event.startsWith('tape.') ? 'control' : 'event';
}

define('wire-list', WireListElement);

declare global {
  interface HTMLElementTagNameMap {
    'wire-list': WireListElement;
  }
}
