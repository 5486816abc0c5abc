import type { View } from '@tickertape/client';
import { orders, type OrderState } from '@tickertape/events';
import { formatTopic, isTopic } from '@tickertape/wire';
import { client } from '../client';
import { define, make, oncePerFrame, setText } from '../components/dom';
import { makeFacts } from '../components/facts';
import '../components/shell-lines.element';
import { curlPost, curlStream } from '../components/shell-quote';
import '../components/tape-facts.element';
import { formatEta, formatTime } from '../format';
import { OrderPlaced } from '../orders/order-form.element';
import '../orders/order-kitchen.element';
import '../orders/order-map.element';
import { describeOrder } from '../orders/order-steps';
import '../orders/order-ticket.element';
import '../orders/order-timeline.element';
import { rememberRecent } from '../recent';
import { formatRoute } from '../route';
import '../styles/orders.css';
import { ConnectionChange } from './connection-change';

/** How often "in 12 minutes" is counted down. */
const ETA_REFRESH_MS = 10_000;
const NONE = 'There is no such order.';

/** Places an order and follows it to the door; who wants to can be the kitchen. */
export class OrdersElement extends HTMLElement {
  readonly #title = make('h1', { tabindex: -1 });
  readonly #again = make('a', { href: formatRoute({ view: 'orders' }) }, 'New order');
  readonly #form = document.createElement('order-form');
  readonly #ticket = document.createElement('order-ticket');
  /** Holds the form, or the ticket that comes of it. */
  readonly #place = make('div');
  readonly #says = make('p', { class: 'says', role: 'status' });
  readonly #courier = make('dd', { 'data-fact': 'courier' });
  readonly #eta = make('dd', { 'data-fact': 'eta' });
  readonly #map = document.createElement('order-map');
  readonly #timeline = document.createElement('order-timeline');
  readonly #kitchen = document.createElement('order-kitchen');
  readonly #facts = document.createElement('tape-facts');
  readonly #lines = document.createElement('shell-lines');
  readonly #scheduleRender = oncePerFrame(() => this.#render());
  #view: View<OrderState, unknown> | undefined;
  /** The address names what no order can be called. */
  #isNone = false;
  #shown = orders.initialState('');
  #countdown: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    this.#countdown = setInterval(() => this.#showEta(), ETA_REFRESH_MS);
    if (this.firstChild) return;
    this.addEventListener(OrderPlaced.type, (event) => {
      const { id } = event as OrderPlaced;
      rememberRecent('orders', id);
      // In the meantime the reader may have gone elsewhere.
      if (this.isConnected) location.hash = formatRoute({ view: 'orders', id });
    });
    const facts = makeFacts({ Courier: this.#courier, Expected: this.#eta });
    const tracker = make(
      'div',
      { class: 'tracker' },
      make('div', { class: 'tracker-head' }, this.#says, facts),
      this.#map,
      this.#timeline,
      this.#kitchen,
      this.#facts,
    );
    const titles = make('div', { class: 'title-row' }, this.#title, this.#again);
    this.append(titles, make('div', { class: 'split' }, this.#place, tracker), this.#lines);
  }

  disconnectedCallback(): void {
    clearInterval(this.#countdown);
    this.#view?.close();
  }

  /** Follows an order, or shows the menu. */
  follow(id: string | undefined): void {
    this.#view?.close();
    this.#isNone = id !== undefined && !isTopic(formatTopic('orders', id));
    this.#view = id === undefined || this.#isNone ? undefined : client.view(orders, { orderId: id });
    this.#view?.subscribe(this.#scheduleRender);
    this.dispatchEvent(new ConnectionChange(this.#view));
    setText(this.#title, id === undefined ? 'Order something' : 'Follow an order');
    const { activeElement } = document;
    const focused = this.#place.contains(activeElement) || this.#again === activeElement;
    this.#again.hidden = id === undefined;
    this.#place.replaceChildren(id === undefined ? this.#form : this.#ticket);
    // The button or link that was used is gone: the focus stays in the view.
    if (focused) this.#title.focus();
    this.#showOrder(orders.initialState(id ?? ''));
    this.#render();
  }

  #render(): void {
    const view = this.#view;
    const state = view?.state;
    this.#facts.show(view);
    this.#kitchen.show(state);
    this.#showLines(state);
    if (state && state !== this.#shown) {
      rememberRecent('orders', state.id);
      this.#showOrder(state);
    }
    setText(this.#says, this.#describe());
  }

  #describe(): string {
    if (this.#isNone) return NONE;
    if (!this.#view) return 'Every order has a tape of its own. This is where you follow yours.';
    const { state, connection } = this.#view;
    if (state) return describeOrder(state);
    return connection.phase === 'failed' ? connection.error.message : 'Opening the tape.';
  }

  #showOrder(state: OrderState): void {
    this.#shown = state;
    this.dataset['status'] = state.status;
    this.#ticket.show(state);
    this.#map.show(state);
    this.#timeline.show(state);
    setText(this.#courier, state.courier ?? '–');
    this.#showEta();
  }

  #showEta(): void {
    const { status, eta } = this.#shown;
    const open = status !== 'delivered' && status !== 'cancelled';
    setText(this.#eta, eta && open ? `${formatEta(eta, Date.now())} (${formatTime(eta)})` : '–');
  }

  #showLines(state: OrderState | undefined): void {
    const { origin } = location;
    if (!state) {
      const body = { items: [{ name: 'Margherita', quantity: 2 }], simulate: true };
      return this.#lines.show([{ says: 'Place an order', line: curlPost(`${origin}/v1/orders`, body) }]);
    }
    const self = `${origin}/v1/orders/${encodeURIComponent(state.id)}`;
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
