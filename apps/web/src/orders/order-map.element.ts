import type { OrderState } from '@tickertape/events';
import { define, make, makeSvg, setText } from '../components/dom';
import { placeCourier } from './courier-place';

/** Of the drawing, in its own units. */
const WIDTH = 640;
const HEIGHT = 200;
const ACROSS = [36, 92, 148];
const DOWN = [64, 190, 320, 440, 576];
/** Along the streets, from the kitchen to the door. */
const ROUTE = 'M64 148 H190 V92 H320 V36 H440 V92 H576';

/** A sketch of the way from the kitchen to the door, with the courier where one may be. */
export class OrderMapElement extends HTMLElement {
  readonly #way = makeSvg('path', { class: 'map-way', d: ROUTE });
  // Of length 1, so that a share of it is a length.
  readonly #gone = makeSvg('path', { class: 'map-gone', d: ROUTE, pathLength: 1, 'stroke-dasharray': 1 });
  readonly #courier = makeSvg('g', { class: 'map-courier' }, makeSvg('circle', { r: 11 }), makeSvg('circle', { r: 4 }));
  readonly #drawing = makeSvg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img' },
    ...ACROSS.map((y) => makeSvg('path', { class: 'map-street', d: `M0 ${y} H${WIDTH}` })),
    ...DOWN.map((x) => makeSvg('path', { class: 'map-street', d: `M${x} 0 V${HEIGHT}` })),
    this.#way,
    this.#gone,
    makePlace(64, 148, 'Kitchen', 'M-7 8 V-2 L0 -9 L7 -2 V8 Z'),
    makePlace(576, 92, 'Door', 'M-6 9 V-9 H6 V9 Z'),
    this.#courier,
  );
  readonly #where = make('span', { class: 'map-where' });
  readonly #still = matchMedia('(prefers-reduced-motion: reduce)');
  #state: OrderState | undefined;
  #frame = 0;

  connectedCallback(): void {
    if (this.firstChild) return;
    const says = 'A sketch: the place is guessed from the departure and the expected arrival.';
    this.append(make('figure', {}, this.#drawing, make('figcaption', {}, this.#where, make('span', {}, says))));
  }

  disconnectedCallback(): void {
    cancelAnimationFrame(this.#frame);
  }

  show(state: OrderState): void {
    this.#state = state;
    this.dataset['status'] = state.status;
    this.#draw();
  }

  #draw(): void {
    cancelAnimationFrame(this.#frame);
    if (!this.#state) return;
    const { progress, isMoving, says } = placeCourier(this.#state, Date.now());
    const { x, y } = this.#way.getPointAtLength(progress * this.#way.getTotalLength());
    this.#courier.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    this.#gone.setAttribute('stroke-dashoffset', String(1 - progress));
    this.#drawing.setAttribute('aria-label', says);
    setText(this.#where, says);
    if (isMoving && !this.#still.matches) this.#frame = requestAnimationFrame(() => this.#draw());
  }
}

function makePlace(x: number, y: number, name: string, shape: string): SVGElement {
  return makeSvg(
    'g',
    { class: `map-place map-${name.toLowerCase()}`, transform: `translate(${x} ${y})` },
    makeSvg('circle', { r: 19 }),
    makeSvg('path', { d: shape }),
    makeSvg('text', { y: 42, 'text-anchor': 'middle' }, name),
  );
}

define('order-map', OrderMapElement);

declare global {
  interface HTMLElementTagNameMap {
    'order-map': OrderMapElement;
  }
}
