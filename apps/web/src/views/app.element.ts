import '../components/connection-badge.element';
import { define, make } from '../components/dom';
import { formatRoute, HOME, parseRoute, type Route } from '../route';
import { ConnectionChange, type Watched } from './connection-change';
import './news.element';
import { VIEWS, type ViewElement, type ViewEntry } from './views';

const NAMES = VIEWS.map(({ name }) => name);

/** The page: the ticker, the navigation and the lamp on top, one view below. */
export class AppElement extends HTMLElement {
  readonly #news = document.createElement('tickertape-news');
  readonly #badge = document.createElement('connection-badge');
  readonly #main = make('main', { id: 'main', tabindex: -1 });
  readonly #links = new Map(VIEWS.map((view) => [view.name as string, makeLink(view)]));
  #route: Route = { view: HOME };
  #view: ViewElement | undefined;
  #shown: string | undefined;
  #watched: Watched | undefined;
  #ticker: Watched | undefined;

  connectedCallback(): void {
    this.addEventListener(ConnectionChange.type, (event) => this.#onConnection(event as ConnectionChange));
    window.addEventListener('hashchange', () => void this.#go());
    const skip = make('button', { type: 'button', class: 'skip' }, 'Skip to the content');
    // A button, since a link to #main would be an address of its own.
    skip.addEventListener('click', () => this.#main.focus());
    const wordmark = make(
      'a',
      { class: 'wordmark', href: formatRoute({ view: HOME }), 'aria-label': 'Tickertape, home' },
      'Tickertape',
    );
    const nav = make('nav', { 'aria-label': 'Views' }, ...this.#links.values());
    const masthead = make('div', { class: 'masthead' }, wordmark, nav, this.#badge);
    this.append(
      skip,
      make('header', { class: 'top' }, this.#news, masthead),
      this.#main,
      make('footer', {}, 'One log, many readers. Every frame carries the cursor that it can be resumed from.'),
    );
    void this.#go();
  }

  /** Shows what the address names; what is in sight stays until the other view has been loaded. */
  async #go(): Promise<void> {
    const route = parseRoute(location.hash, NAMES);
    this.#route = route;
    const entry: ViewEntry = VIEWS.find(({ name }) => name === route.view) ?? VIEWS[0];
    this.#showPlace(entry);
    try {
      await entry.load();
    } catch {
      if (route === this.#route) this.#showFailure(entry);
      return;
    }
    // In the meantime the reader may have gone elsewhere.
    if (route !== this.#route) return;
    const isFirst = this.#shown === undefined;
    const moved = route.view !== this.#shown;
    if (moved) this.#enter(route.view);
    this.#view?.follow(route.id);
    if (!moved || isFirst) return;
    this.#main.querySelector('h1')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  #enter(name: string): void {
    this.#shown = name;
    this.#watched = undefined;
    this.#badge.watch(this.#ticker);
    this.#view = document.createElement(`tickertape-${name}`) as ViewElement;
    this.#main.replaceChildren(this.#view);
  }

  #showPlace({ title }: ViewEntry): void {
    const { view, id } = this.#route;
    document.title = view === HOME ? title : `${[title, id].filter(Boolean).join(' ')} · Tickertape`;
    for (const [name, link] of this.#links) {
      if (name === view) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    this.#showLink(view);
  }

  /** On a narrow screen the navigation is a strip that scrolls. Not by scrollIntoView, which moves the page too. */
  #showLink(view: string): void {
    const link = this.#links.get(view);
    const strip = link?.parentElement;
    if (link && strip)
      strip.scrollLeft = link.offsetLeft - strip.offsetLeft - (strip.clientWidth - link.offsetWidth) / 2;
  }

  /** The server was away when the view's file was asked for. */
  #showFailure({ label }: ViewEntry): void {
    const again = make('button', { type: 'button', class: 'primary' }, 'Load the page again');
    again.addEventListener('click', () => location.reload());
    const heading = make('h1', { tabindex: -1 }, `${label} could not be loaded`);
    const says = make('p', {}, 'The server did not answer. What you were looking at is safe on its tape.');
    this.#shown = '';
    this.#view = undefined;
    this.#main.replaceChildren(make('div', {}, heading, says, make('div', {}, again)));
    heading.focus();
  }

  /** The lamp shows the stream of the view; a view without one leaves it to the ticker. */
  #onConnection({ target, watched }: ConnectionChange): void {
    if (target === this.#news) this.#ticker = watched;
    else this.#watched = watched;
    this.#badge.watch(this.#watched ?? this.#ticker);
  }
}

function makeLink({ name, label, loadBadge }: ViewEntry): HTMLElement {
  const link = make('a', { href: formatRoute({ view: name }) }, label);
  if (!loadBadge) return link;
  link.append(document.createElement(`tickertape-${name}-badge`));
  // Without its badge the link is still a link.
  loadBadge().catch(() => {});
  return link;
}

define('tickertape-app', AppElement);

declare global {
  interface HTMLElementTagNameMap {
    'tickertape-app': AppElement;
  }
}
