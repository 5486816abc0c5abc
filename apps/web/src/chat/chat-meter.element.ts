import { define, make, setText } from '../components/dom';
import type { PaceWords } from './generation-pace';

/** How fast a generation came, as measured by this page. */
export class ChatMeterElement extends HTMLElement {
  readonly #firstToken = make('dd', { 'data-fact': 'first-token' });
  readonly #rate = make('dd', { 'data-fact': 'rate' });
  readonly #tokens = make('dd', { 'data-fact': 'tokens' });

  connectedCallback(): void {
    if (this.firstChild) return;
    const fact = (name: string, value: HTMLElement): HTMLElement => make('div', {}, make('dt', {}, name), value);
    this.append(
      make(
        'dl',
        { class: 'facts' },
        fact('First token', this.#firstToken),
        fact('Tokens a second', this.#rate),
        fact('Tokens', this.#tokens),
      ),
    );
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
