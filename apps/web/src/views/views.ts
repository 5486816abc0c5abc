/** A view of the page. Its element is `tickertape-<name>` and a `ViewElement`. */
export interface ViewEntry {
  /** Of the family that it shows, where it shows one; `#/<name>` is its address. */
  readonly name: string;
  /** In the navigation. */
  readonly label: string;
  /** Of the browser's tab. */
  readonly title: string;
  /** Defines the element. */
  load(): Promise<unknown>;
  /** Defines `tickertape-<name>-badge`, a small element beside the label. */
  loadBadge?(): Promise<unknown>;
}

/** What a view does for the frame. It fires `ConnectionChange` when it follows another stream. */
export interface ViewElement extends HTMLElement {
  /** Shows what the rest of the address names; `undefined` when it names nothing. Called when it is in the page. */
  follow(id: string | undefined): void;
}

/** The views in the order of the navigation, each in a file that is loaded when it is first looked at. */
export const VIEWS = [
  { name: 'home', label: 'Home', title: 'Tickertape', load: () => import('./home.element') },
  { name: 'generations', label: 'Chat', title: 'Chat', load: () => import('./generations.element') },
  { name: 'orders', label: 'Order', title: 'Order', load: () => import('./orders.element') },
  { name: 'feeds', label: 'Feed', title: 'Feed', load: () => import('./feeds.element') },
  {
    name: 'notifications',
    label: 'Notifications',
    title: 'Notifications',
    load: () => import('./notifications.element'),
    loadBadge: () => import('./notifications-badge.element'),
  },
  { name: 'quotes', label: 'Market', title: 'Market', load: () => import('./quotes.element') },
  { name: 'matches', label: 'Scores', title: 'Scores', load: () => import('./matches.element') },
  { name: 'lab', label: 'Lab', title: 'Lab', load: () => import('./lab.element') },
  { name: 'catalogue', label: 'Catalogue', title: 'Catalogue', load: () => import('./catalogue.element') },
] as const satisfies readonly [ViewEntry, ...ViewEntry[]];
