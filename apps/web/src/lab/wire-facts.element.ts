import { define, make, setText } from '../components/dom';
import { formatBytes, formatNumber } from './amounts';
import { describeReaders } from './server-readers';
import type { WireAccount } from './wire-account';

/** How often the server is asked what its readers do: there is no stream of that. */
const LOOK_MS = 2_000;

/** The account of a stream at this end, and what the server's readers do at the other. */
export class WireFactsElement extends HTMLElement {
  readonly #list = make('dl', { class: 'facts' });
  readonly #frames = this.#add('Frames', 'frames');
  readonly #bytes = this.#add('Bytes', 'bytes');
  readonly #cursor = this.#add('Cursor', 'cursor');
  readonly #lost = this.#add('Lost', 'lost');
  readonly #repeated = this.#add('Repeated', 'repeated');
  readonly #readers = this.#add('Readers at the server', 'readers');
  #looking: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    this.#looking = setInterval(() => void this.#look(), LOOK_MS);
    if (!this.firstChild) this.append(this.#list);
  }

  disconnectedCallback(): void {
    clearInterval(this.#looking);
  }

  show({ frames, bytes, cursor, lost, repeated }: WireAccount): void {
    setText(this.#frames, formatNumber(frames));
    setText(this.#bytes, formatBytes(bytes));
    setText(this.#cursor, cursor || '–');
    setText(this.#lost, formatNumber(lost));
    setText(this.#repeated, formatNumber(repeated));
  }

  #add(name: string, fact: string): HTMLElement {
    const value = make('dd', { 'data-fact': fact }, '–');
    this.#list.append(make('div', {}, make('dt', {}, name), value));
    return value;
  }

  /** A page that nobody sees does not ask. */
  async #look(): Promise<void> {
    if (document.hidden) return;
    const response = await fetch('/metrics').catch(() => undefined);
    setText(this.#readers, response?.ok ? describeReaders(await response.text()) : '–');
  }
}

define('wire-facts', WireFactsElement);

declare global {
  interface HTMLElementTagNameMap {
    'wire-facts': WireFactsElement;
  }
}
