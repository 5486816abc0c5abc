/** The place in the page that an address names. What a view shows is in the address, so that a reload finds it again. */
export interface Route {
  readonly view: string;
  readonly id?: string;
}

export const HOME = 'home';

const ADDRESS = /^#\/([a-z]+)(?:\/([^/]+))?\/?$/;

/** The route of a location's hash; everything that names none of the views leads home. */
export function parseRoute(hash: string, views: readonly string[]): Route {
  const [, view = HOME, id] = ADDRESS.exec(hash) ?? [];
  if (!views.includes(view)) return { view: HOME };
  if (id === undefined) return { view };
  try {
    return { view, id: decodeURIComponent(id) };
  } catch {
    // A `%` that escapes nothing: no address that this page has written.
    return { view };
  }
}

/** The inverse of `parseRoute`. */
export function formatRoute({ view, id }: Route): string {
  if (id !== undefined) return `#/${view}/${encodeURIComponent(id)}`;
  return view === HOME ? '#/' : `#/${view}`;
}
