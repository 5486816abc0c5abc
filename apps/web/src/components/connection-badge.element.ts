import { PHASE_LABELS, type Connection } from '../live/connection';
import { define, make, setText } from './dom';

/**
 * The state of one stream, always in sight: a lamp, a word, and which stream is meant.
 *
 * Fires `retry` when a person asks to try again after a failure.
 */
export class ConnectionBadgeElement extends HTMLElement {
  readonly #phase = make('strong', { class: 'badge-phase' });
  readonly #topic = make('span', { class: 'badge-topic' });
  // Polite and short: it speaks when the phase changes, and at no other time.
  readonly #status = make('span', { role: 'status', class: 'badge-status' }, this.#phase, this.#topic);
  readonly #retry = make('button', { type: 'button', class: 'badge-retry', hidden: true }, 'Try again');

  connectedCallback(): void {
    if (this.firstChild) return;
    this.classList.add('badge');
    this.append(make('span', { class: 'badge-lamp', 'aria-hidden': 'true' }), this.#status, this.#retry);
    this.#retry.addEventListener('click', () => this.dispatchEvent(new Event('retry')));
  }

  show(topic: string, connection: Connection): void {
    this.dataset['phase'] = connection.phase;
    const reason = 'reason' in connection ? connection.reason : '';
    this.title = reason ? `${topic}: ${reason}` : topic;
    setText(this.#phase, PHASE_LABELS[connection.phase]);
    setText(this.#topic, reason || topic);
    this.#retry.hidden = connection.phase !== 'failed';
  }
}

define('connection-badge', ConnectionBadgeElement);

declare global {
  interface HTMLElementTagNameMap {
    'connection-badge': ConnectionBadgeElement;
  }
}
