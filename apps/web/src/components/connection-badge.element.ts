import type { Connection } from '@tickertape/client';
import type { Watched } from '../views/connection-change';
import { describeConnection } from './connection-words';
import { define, make, setText } from './dom';

/** The state of one stream, always in sight: a lamp, a word, and which stream is meant. */
export class ConnectionBadgeElement extends HTMLElement {
  readonly #phase = make('strong', { class: 'badge-phase' });
  readonly #topic = make('span', { class: 'badge-topic' });
  // Polite and short: it speaks when the phase changes, and at no other time.
  readonly #status = make('span', { role: 'status', class: 'badge-status' }, this.#phase, this.#topic);
  readonly #retry = make('button', { type: 'button', class: 'quiet', hidden: true });
  #watched: Watched | undefined;
  #shown: Connection | undefined;
  #unsubscribe: (() => void) | undefined;

  connectedCallback(): void {
    if (this.firstChild) return;
    this.classList.add('badge');
    this.append(make('span', { class: 'badge-lamp', 'aria-hidden': 'true' }), this.#status, this.#retry);
    this.#retry.addEventListener('click', () => this.#watched?.retry());
  }

  /** Shows a stream from now on, instead of the one before. */
  watch(watched: Watched | undefined): void {
    this.#unsubscribe?.();
    this.#watched = watched;
    this.#shown = undefined;
    this.#unsubscribe = watched?.subscribe(() => this.#show());
    this.#show();
  }

  #show(): void {
    // Called for every event too; most change nothing here.
    if (!this.#watched || this.#watched.connection === this.#shown) return;
    const { topic, connection } = this.#watched;
    this.#shown = connection;
    const { phase, detail, offer } = describeConnection(connection, Date.now());
    this.dataset['phase'] = connection.phase;
    this.title = detail ? `${topic}: ${detail}` : topic;
    setText(this.#phase, phase);
    setText(this.#topic, detail || topic);
    setText(this.#retry, offer);
    this.#retry.hidden = !offer;
  }
}

define('connection-badge', ConnectionBadgeElement);

declare global {
  interface HTMLElementTagNameMap {
    'connection-badge': ConnectionBadgeElement;
  }
}
