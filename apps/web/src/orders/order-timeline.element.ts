import type { OrderState } from '@tickertape/events';
import { formatTime } from '../format';
import { define, make } from '../components/dom';
import { timelineSteps } from './order-steps';

const SPOKEN = { done: 'done', current: 'now', ahead: 'still to come', off: 'not any more' } as const;

/** The steps of an order as holes punched in a tape. */
export class OrderTimelineElement extends HTMLElement {
  readonly #list = make('ol', { class: 'timeline' });

  connectedCallback(): void {
    if (!this.firstChild) this.append(this.#list);
  }

  show(state: OrderState): void {
    this.#list.replaceChildren(
      ...timelineSteps(state).map(({ status, label, time, standing }) =>
        make(
          'li',
          {
            'data-step': status,
            'data-standing': standing,
            'aria-current': standing === 'current' ? 'step' : undefined,
          },
          make('span', { class: 'hole', 'aria-hidden': 'true' }),
          make('span', { class: 'step-label' }, label),
          make('span', { class: 'visually-hidden' }, ` (${SPOKEN[standing]})`),
          // The place of the time is there before the time is, so that nothing moves.
          time === undefined ? make('span', { class: 'step-time' }, '\u00a0') : makeTime(time),
        ),
      ),
    );
  }
}

const makeTime = (time: string): HTMLElement =>
  make('time', { class: 'step-time', datetime: time }, formatTime(time, { seconds: true }));

define('order-timeline', OrderTimelineElement);

declare global {
  interface HTMLElementTagNameMap {
    'order-timeline': OrderTimelineElement;
  }
}
