import { makeCopyButton } from './copy-button';
import { define, make } from './dom';

/** A line for a terminal and what it shows. */
export interface ShellLine {
  readonly says: string;
  readonly line: string;
}

/** Lines to try in a terminal, each with a button that copies it. */
export class ShellLinesElement extends HTMLElement {
  readonly #list = make('ul', { class: 'shell-list' });
  readonly #codes: HTMLElement[] = [];
  #shape = '';

  connectedCallback(): void {
    if (this.firstChild) return;
    this.append(make('h2', { class: 'label' }, 'The same, in a terminal'), this.#list);
  }

  /** Shows lines. Lines of the same meaning change in place, so that a button keeps its focus. */
  show(lines: readonly ShellLine[]): void {
    const shape = lines.map(({ says }) => says).join('\n');
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.#codes.length = 0;
      this.#list.replaceChildren(...lines.map((line) => this.#makeRow(line)));
    }
    lines.forEach(({ line }, index) => {
      const code = this.#codes[index];
      if (code && code.textContent !== line) code.textContent = line;
    });
  }

  #makeRow({ says }: ShellLine): HTMLElement {
    const code = make('code');
    this.#codes.push(code);
    // Focusable, because it scrolls sideways on a narrow screen.
    return make(
      'li',
      {},
      make('p', {}, says),
      make('pre', { tabindex: 0, 'aria-label': says }, code),
      makeCopyButton(code, says),
    );
  }
}

define('shell-lines', ShellLinesElement);

declare global {
  interface HTMLElementTagNameMap {
    'shell-lines': ShellLinesElement;
  }
}
