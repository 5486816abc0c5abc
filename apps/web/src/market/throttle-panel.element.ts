import { define, make, setText } from '../components/dom';
import { makeFacts } from '../components/facts';
import { describeConflation, THROTTLE_STEPS, type Conflation } from './conflation';

/** Fired when another limit was chosen. */
export class ThrottleChosen extends Event {
  static readonly type = 'throttlechosen';

  constructor(readonly maxHz: number | undefined) {
    super(ThrottleChosen.type, { bubbles: true });
  }
}

/** A limit of events to choose, and what it does. */
export class ThrottlePanelElement extends HTMLElement {
  readonly #slider = make('input', {
    id: 'throttle',
    type: 'range',
    min: 0,
    max: THROTTLE_STEPS.length - 1,
    step: 1,
    value: 0,
  });
  readonly #chosen = make('output', { for: 'throttle' });
  readonly #events = make('dd', { 'data-fact': 'events' });
  readonly #frames = make('dd', { 'data-fact': 'frames' });
  readonly #says = make('p', { class: 'throttle-says' });

  connectedCallback(): void {
    if (this.firstChild) return;
    this.#slider.addEventListener('input', () => this.#showChosen());
    this.#slider.addEventListener('change', () => this.dispatchEvent(new ThrottleChosen(this.#step().maxHz)));
    this.append(
      make(
        'div',
        { class: 'throttle-label' },
        make('label', { for: 'throttle' }, 'Send me, of a symbol'),
        this.#chosen,
      ),
      this.#slider,
      makeFacts({ 'Events on the tape': this.#events, 'Frames received': this.#frames }),
      this.#says,
    );
    this.#showChosen();
  }

  show(conflation: Conflation): void {
    setText(this.#events, String(conflation.events));
    setText(this.#frames, String(conflation.frames));
    setText(this.#says, describeConflation(conflation));
  }

  #step(): (typeof THROTTLE_STEPS)[number] {
    return THROTTLE_STEPS[this.#slider.valueAsNumber] ?? { maxHz: undefined, label: '' };
  }

  #showChosen(): void {
    const { label } = this.#step();
    setText(this.#chosen, label);
    this.#slider.setAttribute('aria-valuetext', label);
  }
}

define('throttle-panel', ThrottlePanelElement);

declare global {
  interface HTMLElementTagNameMap {
    'throttle-panel': ThrottlePanelElement;
  }
}
