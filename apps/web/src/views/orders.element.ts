import type { View } from '@tickertape/client';
import { orders, type OrderState } from '@tickertape/events';
import { client } from '../client';
import { define, make, oncePerFrame, setText } from '../components/dom';
import { OrderPlaced } from '../orders/order-form.element';
import '../orders/order-kitchen.element';
import { describeOrder } from '../orders/order-steps';
import '../orders/order-timeline.element';
import '../components/shell-lines.element';
import { curlPost, curlStream } from '../components/shell-quote';
import '../components/tape-facts.element';
import { formatEta, formatTime } from '../format';
import { formatRoute } from '../route';
import '../styles/orders.css';
import { ConnectionChange } from './connection-change';

/** How often "in 12 minutes" is counted down. */
const ETA_REFRESH_MS = 10_000;

/** Places an order and follows it to the door. */
export class OrdersElement extends HTMLElement {
  readonly #preview = document.createElement('order-timeline');
  readonly #new = make(
    'div',
    { class: 'split' },
    document.createElement('order-form'),
    make(
      'div',
      {},
      make('p', {}, 'Every order has a tape of its own. These are the steps that it prints:'),
      this.#preview,
      make('p', {}, 'Let the simulated courier take them, or uncheck it and be the kitchen yourself.'),
    ),
  );
  readonly #timeline = document.createElement('order-timeline');
  readonly #kitchen = document.createElement('order-kitchen');
  readonly #facts = document.createElement('tape-facts');
  readonly #lines = document.createElement('shell-lines');
  readonly #title = make('h1', { tabindex: -1 });
  readonly #number = make('span', { class: 'ticket-number' });
  readonly #items = make('ul', { class: 'ticket-items' });
  readonly #address = make('p', { class: 'ticket-address' });
  readonly #says = make('p', { class: 'says', role: 'status' });
  readonly #courier = make('dd', { 'data-fact': 'courier' });
  readonly #eta = make('dd', { 'data-fact': 'eta' });
  readonly #order = make('div', { class: 'split order' });
  /** Holds the one of the two that is shown. */
  readonly #place = make('div');
  readonly #scheduleRender = oncePerFrame(() => this.#render());
  #view: View<OrderState, unknown> | undefined;
  #shown: OrderState | undefined;
  #countdown: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    this.#countdown = setInterval(() => this.#showEta(), ETA_REFRESH_MS);
    if (this.firstChild) return;
    this.addEventListener(OrderPlaced.type, (event) => {
      location.hash = formatRoute({ view: 'orders', id: (event as OrderPlaced).id });
    });
    this.#order.append(
      make(
        'article',
        { class: 'ticket' },
        make('h2', {}, 'Order ', this.#number),
        this.#items,
        this.#address,
        make('a', { href: formatRoute({ view: 'orders' }), class: 'again' }, 'New order'),
      ),
      make(
        'div',
        {},
        this.#says,
        this.#timeline,
        make(
          'dl',
          { class: 'facts' },
          make('div', {}, make('dt', {}, 'Courier'), this.#courier),
          make('div', {}, make('dt', {}, 'Expected'), this.#eta),
        ),
        this.#kitchen,
        this.#facts,
      ),
    );
    this.append(this.#title, this.#place, this.#lines);
  }

  disconnectedCallback(): void {
    clearInterval(this.#countdown);
    this.#view?.close();
  }

  /** Follows an order, or shows the menu. */
  follow(id: string | undefined): void {
    this.#view?.close();
    this.#shown = undefined;
    this.#view = id === undefined ? undefined : client.view(orders, { orderId: id });
    this.#view?.subscribe(this.#scheduleRender);
    setText(this.#title, id === undefined ? 'Order something' : 'Follow an order');
    setText(this.#number, id ?? '');
    const focused = this.#place.contains(document.activeElement);
    this.#place.replaceChildren(id === undefined ? this.#new : this.#order);
    // The button or link that was used is gone: the focus stays in the view.
    if (focused) this.#title.focus();
    this.#preview.show(orders.initialState(''));
    this.dispatchEvent(new ConnectionChange(this.#view));
    this.#showOrder(orders.initialState(id ?? ''));
    this.#render();
  }

  #render(): void {
    const view = this.#view;
    this.#showLines();
    if (!view) return;
    this.#facts.show(view);
    const { state, connection } = view;
    if (!state)
      return setText(this.#says, connection.phase === 'failed' ? connection.error.message : 'Opening the tape.');
    if (state !== this.#shown) this.#showOrder(state);
    this.#shown = state;
    setText(this.#says, describeOrder(state));
  }

  #showOrder(state: OrderState): void {
    this.dataset['status'] = state.status;
    const row = ({ quantity, name }: OrderState['items'][number]): HTMLElement =>
      make('li', {}, make('b', {}, `${quantity}×`), ` ${name}`);
    this.#items.replaceChildren(...state.items.map(row));
    setText(this.#address, state.address ?? '');
    setText(this.#courier, state.courier ?? '–');
    this.#showEta(state);
    this.#timeline.show(state);
    this.#kitchen.show(this.#view?.state);
  }

  #showEta(state = this.#shown): void {
    const open = state?.status !== 'delivered' && state?.status !== 'cancelled';
    const eta = state?.eta;
    setText(this.#eta, eta && open ? `${formatEta(eta, Date.now())} (${formatTime(eta)})` : '–');
  }

  #showLines(): void {
    const { origin } = location;
    const id = this.#view?.state?.id;
    if (id === undefined) {
      const body = { items: [{ name: 'Margherita', quantity: 2 }], simulate: true };
      return this.#lines.show([{ says: 'Place an order', line: curlPost(`${origin}/v1/orders`, body) }]);
    }
    const self = `${origin}/v1/orders/${encodeURIComponent(id)}`;
    this.#lines.show([
      { says: 'Follow it', line: curlStream(`${self}/stream`) },
      { says: 'Replay it from its first event', line: curlStream(`${self}/stream?lastEventId=start`) },
      { says: 'Ask once instead, as polling does', line: `curl -i ${self}` },
    ]);
  }
}

define('tickertape-orders', OrdersElement);

declare global {
  interface HTMLElementTagNameMap {
    'tickertape-orders': OrdersElement;
  }
}
