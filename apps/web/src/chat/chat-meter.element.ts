import { define, make, setText } from '../components/dom';
import { makeFacts } from '../components/facts';
import type { PaceWords } from './generation-pace';

/** How fast a generation came, as measured by this page. */
export class ChatMeterElement extends HTMLElement {
  readonly #firstToken = make('dd', { 'data-fact': 'first-token' });
  readonly #rate = make('dd', { 'data-fact': 'rate' });
  readonly #tokens = make('dd', { 'data-fact': 'tokens' });

  connectedCallback(): void {
    if (this.firstChild) return;
    this.append(makeFacts({ 'First token': this.#firstToken, 'Tokens a second': this.#rate, Tokens: this.#tokens }));
  }

  show({ firstToken, rate, tokens }: PaceWords): void {
    setText(this.#firstToken, firstToken);
    setText(this.#rate, rate);
    setText(this.#tokens, tokens);
  }
}

define('chat-meter', ChatMeterElement);

declare global {
  interface HTMLElementTagNameMap {
    'chat-meter': ChatMeterElement;
  }
}
