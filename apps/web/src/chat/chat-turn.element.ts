import { define, make, setText } from '../components/dom';
import { formatCount } from '../format';
import '../markdown/markdown-view.element';
import type { Turn } from './conversation';

/** What one side has said: a question is the heading of its answer. */
export class ChatTurnElement extends HTMLElement {
  #body: HTMLElement | undefined;
  #answer: HTMLElementTagNameMap['markdown-view'] | undefined;
  #thought: HTMLElement | undefined;
  #calls: HTMLElement | undefined;

  constructor(readonly speaker: Turn['role']) {
    super();
  }

  /** @param isLive more of it may come. */
  show({ content, reasoning = '', calls = [] }: Turn, isLive: boolean): void {
    this.toggleAttribute('data-live', isLive);
    if (this.speaker !== 'assistant') return this.#showSaid(content);
    this.#answer ??= this.#add(document.createElement('markdown-view'));
    this.#answer.show(content);
    if (reasoning) this.#showThought(reasoning);
    if (calls.length > 0) {
      this.#calls ??= this.#add(make('pre', { class: 'chat-calls', tabindex: 0 }));
      setText(this.#calls, calls.join('\n'));
    }
  }

  #showSaid(content: string): void {
    const isQuestion = this.speaker === 'user';
    this.#body ??= this.#add(isQuestion ? make('h2', { class: 'chat-asked' }) : make('p', { class: 'chat-note' }));
    setText(this.#body, isQuestion ? content : `${this.speaker}: ${content}`);
  }

  #showThought(reasoning: string): void {
    if (!this.#thought) {
      this.#thought = make('details', { class: 'chat-thought' }, make('summary'), make('p'));
      this.prepend(this.#thought);
    }
    const [summary, text] = this.#thought.children;
    if (summary) setText(summary, `Thought for ${formatCount(reasoning.length, 'character')}`);
    if (text) setText(text, reasoning);
  }

  #add<Child extends HTMLElement>(child: Child): Child {
    this.append(child);
    return child;
  }
}

define('chat-turn', ChatTurnElement);

declare global {
  interface HTMLElementTagNameMap {
    'chat-turn': ChatTurnElement;
  }
}
