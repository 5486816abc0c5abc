/** The place in the page that an address names. A resource's id is in the address, so that a reload finds it again. */
export type Route =
  | { readonly view: 'home' }
  | { readonly view: 'generations'; readonly id?: string }
  | { readonly view: 'orders'; readonly id?: string };

const RESOURCE = /^#\/(generations|orders)(?:\/([^/]+))?\/?$/;

/** The route of a location's hash; everything unknown leads home. */
export function parseRoute(hash: string): Route {
  const [, view, id] = RESOURCE.exec(hash) ?? [];
  if (view !== 'generations' && view !== 'orders') return { view: 'home' };
  if (id === undefined) return { view };
  try {
    return { view, id: decodeURIComponent(id) };
  } catch {
    // A `%` that escapes nothing: no address that this page has written.
    return { view };
  }
}

/** The inverse of `parseRoute`. */
export function formatRoute(route: Route): string {
  if (route.view === 'home') return '#/';
  return route.id === undefined ? `#/${route.view}` : `#/${route.view}/${encodeURIComponent(route.id)}`;
}
