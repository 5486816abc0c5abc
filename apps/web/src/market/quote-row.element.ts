import type { QuoteState } from '@tickertape/events';
import { define, make, setText } from '../components/dom';
import { formatRoute } from '../route';
import './price-line.element';
import { lastOf, type PriceLine } from './price-line';
import { describeTrouble, formatVolume, placeInRange } from './quote-words';

/** What the columns are, in their order. */
export const QUOTE_COLUMNS = ['Symbol', 'Last', 'Bid', 'Ask', 'Range of the day', 'Volume', 'Lately'];

/** A sparkline shows so many updates. */
const SPARK_UPDATES = 60;
const FLASH_MS = 700;

/** A symbol's row in the table of quotes. */
export class QuoteRowElement extends HTMLElement {
  readonly #symbol = make('a', {});
  readonly #trouble = make('span', { class: 'quote-trouble' });
  readonly #last = makeCell('quote-last');
  readonly #bid = makeCell('quote-bid');
  readonly #ask = makeCell('quote-ask');
  readonly #low = make('span', {});
  readonly #high = make('span', {});
  readonly #mark = make('span', { class: 'range-mark' });
  readonly #volume = makeCell('quote-volume');
  readonly #line = document.createElement('price-line');
  readonly #quiet = matchMedia('(prefers-reduced-motion: reduce)');
  #price: string | null = null;
  #drawn: PriceLine | undefined;

  connectedCallback(): void {
    if (this.firstChild) return;
    this.setAttribute('role', 'row');
    const range = makeCell('quote-range');
    range.append(this.#low, make('span', { class: 'range-bar', 'aria-hidden': 'true' }, this.#mark), this.#high);
    const line = makeCell('quote-line');
    line.append(this.#line);
    const symbol = makeCell('quote-symbol');
    symbol.append(this.#symbol, this.#trouble);
    this.append(symbol, this.#last, this.#bid, this.#ask, range, this.#volume, line);
  }

  show(quote: QuoteState, line: PriceLine, isChosen: boolean): void {
    const { id, status, last, bid, ask, low, high, volume, staleSince } = quote;
    this.dataset['symbol'] = id;
    this.dataset['status'] = staleSince === null ? status : 'silent';
    setText(this.#symbol, id);
    this.#symbol.href = formatRoute({ view: 'quotes', id });
    if (isChosen) this.#symbol.setAttribute('aria-current', 'true');
    else this.#symbol.removeAttribute('aria-current');
    setText(this.#trouble, describeTrouble(quote));
    this.#showLast(last);
    setText(this.#bid, bid ?? '–');
    setText(this.#ask, ask ?? '–');
    setText(this.#low, low ?? '–');
    setText(this.#high, high ?? '–');
    this.#mark.style.left = `${100 * (placeInRange(quote) ?? 0.5)}%`;
    setText(this.#volume, formatVolume(volume));
    if (line === this.#drawn) return;
    this.#drawn = line;
    this.#line.show(lastOf(line, SPARK_UPDATES));
  }

  #showLast(last: string | null): void {
    const before = this.#price;
    this.#price = last;
    setText(this.#last, last ?? '–');
    if (before === null || last === null || before === last) return;
    this.#last.dataset['move'] = Number(last) > Number(before) ? 'up' : 'down';
    if (this.#quiet.matches) return;
    this.#last.animate([{ backgroundColor: 'var(--flash)' }, { backgroundColor: 'transparent' }], FLASH_MS);
  }
}

const makeCell = (name: string): HTMLElement => make('span', { class: name, role: 'cell' });

define('quote-row', QuoteRowElement);

declare global {
  interface HTMLElementTagNameMap {
    'quote-row': QuoteRowElement;
  }
}
