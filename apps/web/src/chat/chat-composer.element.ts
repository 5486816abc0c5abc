import { define, make } from '../components/dom';
import { ChatAsked } from './chat-events';

/** What can be done with the generation that is shown. */
export interface ComposerChoices {
  readonly canStop: boolean;
  readonly canRepeat: boolean;
}

/** Where a person writes. Fires `ChatAsked`, `chatstop` and `chatrepeat`. */
export class ChatComposerElement extends HTMLElement {
  readonly #text = make('textarea', {
    id: 'prompt',
    rows: 2,
    required: true,
    maxlength: 20_000,
    placeholder: 'Ask something',
    'aria-describedby': 'prompt-hint',
  });
  readonly #send = make('button', { type: 'submit', class: 'primary' }, 'Send');
  readonly #stop = make('button', { type: 'button', disabled: true }, 'Stop');
  readonly #repeat = make('button', { type: 'button', disabled: true }, 'Regenerate');

  connectedCallback(): void {
    if (this.firstChild) return;
    const form = make(
      'form',
      { class: 'composer' },
      make('label', { for: 'prompt', class: 'label' }, 'Message'),
      this.#text,
      make(
        'div',
        { class: 'row' },
        this.#send,
        this.#stop,
        this.#repeat,
        make('span', { id: 'prompt-hint', class: 'hint' }, 'Enter sends, Shift and Enter makes a line.'),
      ),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const text = this.#text.value.trim();
      if (text) this.dispatchEvent(new ChatAsked(text));
    });
    this.#text.addEventListener('keydown', (event) => {
      // While a character is composed, Enter ends the character.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
    this.#stop.addEventListener('click', () => this.dispatchEvent(new Event('chatstop')));
    this.#repeat.addEventListener('click', () => this.dispatchEvent(new Event('chatrepeat')));
    this.append(form);
  }

  show({ canStop, canRepeat }: ComposerChoices): void {
    const focused = document.activeElement;
    this.#stop.disabled = !canStop;
    this.#repeat.disabled = !canRepeat;
    // A button that is disabled loses the focus: the next thing to do takes it.
    if (focused === this.#stop && !canStop) (canRepeat ? this.#repeat : this.#text).focus();
    if (focused === this.#repeat && !canRepeat) (canStop ? this.#stop : this.#text).focus();
  }

  /** Empties it of what was sent; what was written in the meantime stays. */
  clear(sent: string): void {
    if (this.#text.value.trim() === sent) this.#text.value = '';
  }
}

define('chat-composer', ChatComposerElement);

declare global {
  interface HTMLElementTagNameMap {
    'chat-composer': ChatComposerElement;
  }
}
