import type { EventTypeDescription } from '@tickertape/events/catalogue';
import '../catalogue/catalogue-list.element';
import { parseChoice, type Choice } from '../catalogue/choice';
import { loadCatalogue } from '../catalogue/load-catalogue';
import '../catalogue/type-sheet.element';
import { define, make, setText } from '../components/dom';
import '../components/shell-lines.element';
import { curlPost, curlStream } from '../components/shell-quote';
import '../styles/catalogue.css';
import { ConnectionChange } from './connection-change';

/** Every event type of the server. The address names the one that is shown, and a topic where one is followed. */
export class CatalogueElement extends HTMLElement {
  readonly #list = document.createElement('catalogue-list');
  readonly #sheet = document.createElement('type-sheet');
  readonly #says = make('p', { class: 'says empty', role: 'status' });
  readonly #again = make('button', { type: 'button', hidden: true }, 'Load it again');
  readonly #place = make('div', { class: 'catalogue-place', 'aria-busy': 'true' }, this.#says, this.#again);
  readonly #shell = document.createElement('shell-lines');
  readonly #leaving = new AbortController();
  #types: readonly EventTypeDescription[] | undefined;
  #choice: Choice | undefined;

  connectedCallback(): void {
    if (this.firstChild) return;
    this.#again.addEventListener('click', () => void this.#load());
    this.append(
      make('h1', { tabindex: -1 }, 'What is printed here'),
      makeLead(),
      make('div', { class: 'catalogue' }, this.#list, this.#place),
      this.#shell,
    );
    void this.#load();
  }

  disconnectedCallback(): void {
    this.#leaving.abort();
  }

  /** Shows an event type: `orders.received`, or `orders.received/42` with its tail in one topic. */
  follow(id: string | undefined): void {
    this.#choice = id === undefined ? undefined : parseChoice(id);
    this.#render();
  }

  async #load(): Promise<void> {
    this.#again.hidden = true;
    this.#place.setAttribute('aria-busy', 'true');
    setText(this.#says, '');
    try {
      this.#types = await loadCatalogue(this.#leaving.signal);
      this.#list.show(this.#types);
      this.#render();
    } catch (error) {
      if (this.#leaving.signal.aborted) return;
      setText(
        this.#says,
        `The catalogue could not be loaded. ${error instanceof Error ? error.message : String(error)}`,
      );
      this.#list.stopWaiting();
      this.#again.hidden = false;
    }
    this.#place.setAttribute('aria-busy', 'false');
  }

  #render(): void {
    const type = this.#types?.find((one) => one.type === this.#choice?.type);
    this.#showLines(type);
    if (!this.#types) return;
    this.#list.choose(type?.type);
    if (!type) return this.#showNone(this.#types);
    setText(this.#says, '');
    const isOther = !this.#sheet.isConnected || this.#sheet.type !== type;
    if (!this.#sheet.isConnected) this.#place.append(this.#sheet);
    this.#sheet.show(type, this.#choice?.topicId);
    // On a narrow screen it is below the list.
    if (isOther) this.#sheet.querySelector('h2')?.scrollIntoView({ block: 'nearest' });
  }

  #showNone({ length }: readonly EventTypeDescription[]): void {
    if (this.#sheet.isConnected) {
      this.#sheet.remove();
      this.dispatchEvent(new ConnectionChange());
    }
    const asked = this.#choice?.type;
    setText(
      this.#says,
      asked === undefined
        ? `${length} types of events. Choose one for its schema, a sample and its tail.`
        : `This server has no event type “${asked}”. Choose one that it has.`,
    );
  }

  #showLines(type: EventTypeDescription | undefined): void {
    const { origin } = location;
    const all = { says: 'The whole catalogue', line: `curl ${origin}/v1/event-types` };
    if (!type) return this.#shell.show([all]);
    const { family, delivery, type: name, sample } = type;
    const topic = `${family}/${delivery.wholeFamily ? '*' : (this.#choice?.topicId ?? '42')}`;
    const own = `${origin}/v1/topics/${family}/${encodeURIComponent(this.#choice?.topicId ?? '42')}/events`;
    this.#shell.show([
      all,
      { says: 'Its tail', line: curlStream(`${origin}/v1/stream?topic=${topic}`) },
      { says: 'Append the sample', line: curlPost(own, { type: name, data: sample }) },
    ]);
  }
}

function makeLead(): HTMLElement {
  const link = (href: string, text: string): HTMLElement => make('a', { href }, text);
  return make(
    'p',
    { class: 'catalogue-lead' },
    'Every type of event that this server takes and streams, read from its code: the schema from the class that checks ' +
      'the data, the sample from its tests, the tail from the tape. For programs there are ',
    link('/openapi.json', 'OpenAPI'),
    ' and ',
    link('/asyncapi.json', 'AsyncAPI'),
    ', and ',
    link('/docs', 'all of it on one page'),
    '.',
  );
}

define('tickertape-catalogue', CatalogueElement);

declare global {
  interface HTMLElementTagNameMap {
    'tickertape-catalogue': CatalogueElement;
  }
}
