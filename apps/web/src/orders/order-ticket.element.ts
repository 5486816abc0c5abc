import type { OrderState } from '@tickertape/events';
import { define, make, setText } from '../components/dom';

/** What was ordered, on a kitchen's ticket. */
export class OrderTicketElement extends HTMLElement {
  readonly #number = make('span', { class: 'ticket-number' });
  readonly #items = make('ul', { class: 'ticket-items' });
  readonly #address = make('p', { class: 'ticket-address' });

  connectedCallback(): void {
    if (this.firstChild) return;
    const heading = make('h2', {}, 'Order ', this.#number);
    this.append(make('article', { class: 'ticket' }, heading, this.#items, this.#address));
  }

  show({ id, items, address }: OrderState): void {
    setText(this.#number, id);
    this.#items.replaceChildren(
      ...items.map(({ quantity, name }) => make('li', {}, make('b', {}, `${quantity}×`), ` ${name}`)),
    );
    setText(this.#address, address ?? '');
  }
}

define('order-ticket', OrderTicketElement);

declare global {
  interface HTMLElementTagNameMap {
    'order-ticket': OrderTicketElement;
  }
}
