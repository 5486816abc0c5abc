import { client } from '../client';
import { define, make, setText } from '../components/dom';
import { printStories, type Print } from './print-stories';

const PRINTS: readonly (readonly [label: string, print: Print])[] = [
  ['Print one story', { stories: 1, bytes: 20 }],
  ['Print 100 stories', { stories: 100, bytes: 20 }],
  ['Print 10 MB', { stories: 900, bytes: 11_000 }],
];

/** Buttons that print in the lab's own channel, so that something happens while nobody reads. */
export class LabPrintElement extends HTMLElement {
  readonly #says = make('p', { class: 'lab-hint', role: 'status' });
  #isBusy = false;

  connectedCallback(): void {
    if (this.firstChild) return;
    const buttons = PRINTS.map(([label, print]) => {
      const button = make('button', { type: 'button' }, label);
      button.addEventListener('click', () => void this.#print(label, print));
      return button;
    });
    const hint =
      'The channel keeps its newest 1,000 stories: print more while the connection is cut, and there is a gap.';
    const label = make('p', { class: 'label' }, 'Print on it');
    this.append(make('div', { class: 'panel' }, label, make('p', { class: 'lab-hint' }, hint), ...buttons, this.#says));
  }

  async #print(label: string, print: Print): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    setText(this.#says, `${label} …`);
    try {
      await printStories(client, print);
      setText(this.#says, `${label}: done.`);
    } catch (error) {
      setText(this.#says, error instanceof Error ? error.message : String(error));
    } finally {
      this.#isBusy = false;
    }
  }
}

define('lab-print', LabPrintElement);

declare global {
  interface HTMLElementTagNameMap {
    'lab-print': LabPrintElement;
  }
}
