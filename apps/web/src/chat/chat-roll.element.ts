import { define, make } from '../components/dom';
import { ChatAsked } from './chat-events';
import { ChatTurnElement } from './chat-turn.element';
import type { Turn } from './conversation';

/** So near to its end, the roll follows what is printed; a reader who has scrolled back is left alone. */
const FOLLOWS_WITHIN_PX = 48;

const FIRST_QUESTIONS = [
  'Why did stock tickers print on paper tape?',
  'What is a cursor, and why is it opaque?',
  'Write me a program that never loses an event.',
];

/** The paper that a conversation is printed on. */
export class ChatRollElement extends HTMLElement {
  readonly #blank = makeBlank();

  connectedCallback(): void {
    if (this.tabIndex === 0) return;
    this.classList.add('paper', 'roll');
    this.tabIndex = 0;
    this.setAttribute('role', 'region');
    this.setAttribute('aria-label', 'Conversation');
  }

  /** Shows a conversation; turns that it has in common with the one before stay. The last is `live` while more comes. */
  show(turns: readonly Turn[], live: boolean): void {
    const follows = this.scrollHeight - this.scrollTop - this.clientHeight < FOLLOWS_WITHIN_PX;
    if (turns.length === 0) return this.replaceChildren(this.#blank);
    this.#blank.remove();
    turns.forEach((turn, index) => {
      const shown = this.children[index] as ChatTurnElement | undefined;
      const element = shown?.speaker === turn.role ? shown : new ChatTurnElement(turn.role);
      element.show(turn, live && index === turns.length - 1);
      if (!shown) this.append(element);
      else if (shown !== element) shown.replaceWith(element);
    });
    while (this.children.length > turns.length) this.lastElementChild?.remove();
    if (follows) this.scrollToEnd();
  }

  scrollToEnd(): void {
    this.scrollTop = this.scrollHeight;
  }
}

function makeBlank(): HTMLElement {
  const questions = FIRST_QUESTIONS.map((question) => {
    const button = make('button', { type: 'button', class: 'chat-first' }, question);
    button.addEventListener('click', () => button.dispatchEvent(new ChatAsked(question)));
    return make('li', {}, button);
  });
  return make('div', { class: 'chat-blank' }, make('p', {}, 'Blank paper. Begin with'), make('ul', {}, ...questions));
}

define('chat-roll', ChatRollElement);

declare global {
  interface HTMLElementTagNameMap {
    'chat-roll': ChatRollElement;
  }
}
