import { define, make } from '../components/dom';
import type { Connection } from '../live/connection';
import { formatRoute, parseRoute, type Route } from '../route';
import { ConnectionChange } from './connection-change';
import './generations.element';
import './home.element';
import './news.element';
import './orders.element';

const NAVIGATION: readonly (readonly [Route, string])[] = [
  [{ view: 'home' }, 'Home'],
  [{ view: 'generations' }, 'Generate'],
  [{ view: 'orders' }, 'Order'],
];

const TITLES: Record<Route['view'], string> = { home: 'Tickertape', generations: 'Generation', orders: 'Order' };

type Following = HTMLElementTagNameMap['tickertape-generations'] | HTMLElementTagNameMap['tickertape-orders'];

/** The page: the ticker and the lamp on top, one view below. */
export class AppElement extends HTMLElement {
  readonly #news = document.createElement('tickertape-news');
  readonly #badge = document.createElement('connection-badge');
  readonly #main = make('main', { id: 'main', tabindex: -1 });
  readonly #links = NAVIGATION.map(([route, label]) => make('a', { href: formatRoute(route) }, label));
  #route: Route | undefined;
  #following: Following | undefined;
  #newsConnection: readonly [topic: string, connection: Connection] | undefined;
  #viewConnection: readonly [topic: string, connection: Connection] | undefined;

  connectedCallback(): void {
    this.addEventListener(ConnectionChange.type, (event) => this.#onConnection(event as ConnectionChange));
    this.#badge.addEventListener('retry', () => this.#following?.retry());
    window.addEventListener('hashchange', () => this.#go(parseRoute(location.hash)));
    window.addEventListener('online', () => this.#following?.hurry());
    const skip = make('button', { type: 'button', class: 'skip' }, 'Skip to the content');
    // A button, since a link to #main would be an address of its own.
    skip.addEventListener('click', () => this.#main.focus());
    this.append(
      skip,
      make(
        'header',
        { class: 'top' },
        this.#news,
        make(
          'div',
          { class: 'masthead' },
          make(
            'a',
            { class: 'wordmark', href: formatRoute({ view: 'home' }), 'aria-label': 'Tickertape, home' },
            'Tickertape',
          ),
          make('nav', { 'aria-label': 'Views' }, ...this.#links),
          this.#badge,
        ),
      ),
      this.#main,
      make('footer', {}, 'One log, many readers. Every frame carries the cursor that it can be resumed from.'),
    );
    this.#go(parseRoute(location.hash));
  }

  #go(route: Route): void {
    const moved = route.view !== this.#route?.view;
    const first = this.#route === undefined;
    this.#route = route;
    if (moved) this.#enter(route);
    if (route.view !== 'home') this.#following?.follow(route.id);
    document.title = 'id' in route && route.id ? `${TITLES[route.view]} ${route.id} · Tickertape` : TITLES[route.view];
    NAVIGATION.forEach(([{ view }], index) => {
      const link = this.#links[index];
      if (view === route.view) link?.setAttribute('aria-current', 'page');
      else link?.removeAttribute('aria-current');
    });
    if (moved && !first) {
      this.#main.querySelector('h1')?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }

  #enter({ view }: Route): void {
    this.#following = undefined;
    this.#viewConnection = undefined;
    this.#showLamp();
    if (view === 'home') this.#main.replaceChildren(document.createElement('tickertape-home'));
    else {
      this.#following = document.createElement(`tickertape-${view}`);
      this.#main.replaceChildren(this.#following);
    }
  }

  /** The lamp shows the stream of the view; a view without one leaves it to the ticker. */
  #onConnection({ target, topic, connection }: ConnectionChange): void {
    if (target === this.#news) this.#newsConnection = connection && topic ? [topic, connection] : undefined;
    else this.#viewConnection = connection && topic ? [topic, connection] : undefined;
    this.#showLamp();
  }

  #showLamp(): void {
    const shown = this.#viewConnection ?? this.#newsConnection;
    if (shown) this.#badge.show(...shown);
  }
}

define('tickertape-app', AppElement);

declare global {
  interface HTMLElementTagNameMap {
    'tickertape-app': AppElement;
  }
}
