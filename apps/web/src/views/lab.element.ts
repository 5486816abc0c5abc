import { define, make } from '../components/dom';
import '../lab/lab-race.element';
import '../lab/lab-wire.element';
import '../styles/lab.css';

/** What a stream costs, and what it is made of. The address names the topic whose frames are shown. */
export class LabElement extends HTMLElement {
  readonly #wire = document.createElement('lab-wire');

  connectedCallback(): void {
    if (this.firstChild) return;
    this.append(make('h1', { tabindex: -1 }, 'Put it to the test'), document.createElement('lab-race'), this.#wire);
  }

  follow(topic: string | undefined): void {
    this.#wire.follow(topic);
    if (topic !== undefined) this.#wire.scrollIntoView({ block: 'start' });
  }
}

define('tickertape-lab', LabElement);

declare global {
  interface HTMLElementTagNameMap {
    'tickertape-lab': LabElement;
  }
}
