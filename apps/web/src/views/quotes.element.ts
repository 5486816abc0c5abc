import type { TapeMessage } from '@tickertape/client';
import { quotes, type QuoteEvents, type QuoteState, type QuoteUpdated } from '@tickertape/events';
import { client } from '../client';
import { Attempt } from '../components/attempt';
import { define, make, oncePerFrame, setText } from '../components/dom';
import { KeyedList } from '../components/keyed-list';
import '../components/shell-lines.element';
import { curlStream } from '../components/shell-quote';
import { LiveFamily } from '../live-family';
import { BURST_TRADES, makeBurst } from '../market/burst';
import { addFrame, NOTHING_YET } from '../market/conflation';
import { readHistory } from '../market/price-history';
import { addPrice, joinLines, NO_LINE, type PriceLine } from '../market/price-line';
import { QUOTE_COLUMNS, type QuoteRowElement } from '../market/quote-row.element';
import { ThrottleChosen } from '../market/throttle-panel.element';
import '../styles/quotes.css';
import { ConnectionChange } from './connection-change';

/** The market: all quotes, and a throttle that shows how a reader who wants less gets less, and misses nothing. */
export class QuotesElement extends HTMLElement {
  readonly #market = new LiveFamily<QuoteEvents, QuoteState>({
    client,
    family: quotes,
    onMessage: (message) => this.#count(message),
  });
  readonly #title = make('h1', { tabindex: -1 }, 'Market');
  readonly #simulated = make('span', { class: 'stamp', hidden: true }, 'Simulated');
  readonly #throttle = document.createElement('throttle-panel');
  readonly #burst = make('button', { type: 'button' });
  readonly #attempt = new Attempt();
  readonly #body = make('div', { class: 'quotes-body', role: 'rowgroup' });
  readonly #says = make('p', { class: 'market-says', role: 'status' });
  readonly #rows = new KeyedList<QuoteState, QuoteRowElement>(
    this.#body,
    ({ id }) => id,
    () => document.createElement('quote-row'),
    (row, quote) => row.show(quote, this.#lines.get(quote.id) ?? NO_LINE, quote.id === this.#chosen),
  );
  readonly #caption = make('figcaption', {});
  readonly #chart = make('price-line', { 'data-kind': 'chart' });
  readonly #shell = document.createElement('shell-lines');
  readonly #scheduleRender = oncePerFrame(() => this.#render());
  readonly #leaving = new AbortController();
  readonly #lines = new Map<string, PriceLine>();
  #conflation = NOTHING_YET;
  #asked: string | undefined;
  #chosen = '';

  connectedCallback(): void {
    if (this.firstChild) return;
    this.addEventListener(ThrottleChosen.type, (event) => this.#open((event as ThrottleChosen).maxHz));
    this.#burst.addEventListener('click', () => void this.#attempt.run(() => this.#trade()));
    this.#layOut();
    this.#leaving.signal.addEventListener('abort', this.#market.subscribe(this.#scheduleRender));
    this.#open();
    // The lines begin where the reader came in, if the server does not tell what was before.
    this.#remember().catch(() => {});
  }

  disconnectedCallback(): void {
    this.#leaving.abort();
    this.#market.close();
  }

  /** Shows a symbol's line in large; the first one's when none is named. */
  follow(symbol: string | undefined): void {
    this.#asked = symbol;
    this.dispatchEvent(new ConnectionChange(this.#market));
    this.#render();
  }

  #layOut(): void {
    const head = QUOTE_COLUMNS.map((name) => make('span', { role: 'columnheader' }, name));
    this.append(
      make('div', { class: 'market-head' }, this.#title, this.#simulated),
      this.#says,
      make(
        'div',
        { class: 'quotes', role: 'table', 'aria-label': 'Quotes' },
        make('div', { role: 'rowgroup' }, make('div', { class: 'quotes-head', role: 'row' }, ...head)),
        this.#body,
      ),
      make(
        'div',
        { class: 'market-foot' },
        make('figure', { class: 'chart' }, this.#caption, this.#chart),
        make(
          'section',
          { class: 'panel', 'aria-label': 'Throttle' },
          this.#throttle,
          make('div', { class: 'row' }, this.#burst),
          this.#attempt.problem,
        ),
      ),
      this.#shell,
    );
  }

  /** With another limit it goes on where it was, and counts from there. */
  #open(maxHz?: number): void {
    this.#conflation = NOTHING_YET;
    this.#market.open(maxHz);
    this.#scheduleRender();
    this.#showLines(maxHz);
  }

  async #remember(): Promise<void> {
    for (const [symbol, line] of await readHistory(client, this.#leaving.signal)) {
      this.#lines.set(symbol, joinLines(line, this.#lines.get(symbol) ?? NO_LINE));
    }
    this.#scheduleRender();
  }

  #count(message: TapeMessage): void {
    if (!('time' in message)) return;
    const { type, topic, time, merged } = message;
    this.#conflation = addFrame(this.#conflation, merged);
    if (type !== 'quotes.updated') return;
    const symbol = topic.slice(topic.indexOf('/') + 1);
    const { last } = message.data as QuoteUpdated;
    this.#lines.set(symbol, addPrice(this.#lines.get(symbol) ?? NO_LINE, time, last));
  }

  /** A market that is too fast to be watched, for a moment. */
  async #trade(): Promise<void> {
    const quote = this.#market.states.get(this.#chosen);
    if (!quote) return;
    if (quote.status === 'halted') throw new Error(`Trading of ${quote.id} is halted. Choose another symbol.`);
    const trades = makeBurst(quote, Math.random).map((data) => ({ type: 'quotes.updated', data }));
    await client.append(`quotes/${quote.id}`, trades);
  }

  #render(): void {
    const { states, connection } = this.#market;
    const all = [...states.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    this.#chosen = (this.#asked !== undefined && states.has(this.#asked) ? this.#asked : all[0]?.id) ?? '';
    const isWaiting = all.length === 0 && connection.phase === 'connecting';
    this.#body.setAttribute('aria-busy', String(isWaiting));
    const isMissing = connection.phase === 'live' && this.#asked !== undefined && this.#asked !== this.#chosen;
    const says = isWaiting ? '' : describeMarket(all, isMissing ? this.#asked : undefined);
    setText(this.#says, connection.phase === 'failed' ? connection.error.message : says);
    this.#rows.show(all);
    this.#simulated.hidden = !all.some(({ simulated }) => simulated);
    this.#throttle.show(this.#conflation);
    setText(this.#burst, `${BURST_TRADES} trades of ${this.#chosen || 'it'} at once`);
    setText(this.#caption, this.#chosen ? `${this.#chosen}, as the tape has it` : '');
    this.#chart.show(this.#lines.get(this.#chosen) ?? NO_LINE);
  }

  #showLines(maxHz: number | undefined): void {
    const all = `${location.origin}/v1/stream?topic=quotes/*`;
    this.#shell.show([
      { says: 'Follow the market', line: curlStream(all) },
      { says: 'As this page does now', line: curlStream(maxHz === undefined ? all : `${all}&maxHz=${maxHz}`) },
      { says: 'Ask once', line: `curl ${location.origin}/v1/quotes` },
    ]);
  }
}

/** @param missing what was asked for, and is not there. */
function describeMarket(all: readonly QuoteState[], missing: string | undefined): string {
  if (all.length === 0) return 'No quotes yet.';
  if (missing !== undefined) return `There is no such symbol: ${missing}. These are those that there are.`;
  return all.some(({ simulated }) => simulated) ? 'Invented companies, whose prices walk at random.' : '';
}

define('tickertape-quotes', QuotesElement);

declare global {
  interface HTMLElementTagNameMap {
    'tickertape-quotes': QuotesElement;
  }
}
