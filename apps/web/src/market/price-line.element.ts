import { define } from '../components/dom';
import { NO_LINE, type PriceLine } from './price-line';
import type { Plot, PlotKind } from './price-plot';

/** A line of prices. The library that draws it is loaded when the first one is shown. */
export class PriceLineElement extends HTMLElement {
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');
  readonly #resized = new ResizeObserver(() => this.#plot?.refresh());
  #leaving = new AbortController();
  #plot: Plot | undefined;
  #line = NO_LINE;

  connectedCallback(): void {
    // The numbers stand beside it.
    this.setAttribute('aria-hidden', 'true');
    // A row that is moved leaves the page and comes again.
    this.#leaving = new AbortController();
    this.#dark.addEventListener('change', () => this.#plot?.refresh(), { signal: this.#leaving.signal });
    this.#resized.observe(this);
    // Without its picture a table is still a table.
    this.#load().catch(() => {});
  }

  disconnectedCallback(): void {
    this.#leaving.abort();
    this.#resized.disconnect();
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  show(line: PriceLine): void {
    if (line === this.#line) return;
    this.#line = line;
    this.#plot?.show(line);
  }

  async #load(): Promise<void> {
    const { createPlot } = await import('./price-plot');
    if (!this.isConnected || this.#plot) return;
    this.#plot = createPlot(this, (this.dataset['kind'] ?? 'spark') as PlotKind);
    this.#plot.show(this.#line);
  }
}

define('price-line', PriceLineElement);

declare global {
  interface HTMLElementTagNameMap {
    'price-line': PriceLineElement;
  }
}
