import { formatRoute } from '../route';
import { isUserName } from './user-names';

const KEY = 'tickertape.user';
const CHANGED = 'tickertape-user';
/** Who has never said who they are: there are no passwords here, and any name is a user. */
const ANYBODY = 'ann';

/** The user whom this browser acts for: the one that was chosen last, in whatever tab. */
export function actingUser(): string | undefined {
  try {
    const user = localStorage.getItem(KEY);
    // What anything else has put there is nobody.
    return user !== null && isUserName(user) ? user : undefined;
  } catch {
    // A browser that keeps nothing: the address still says who it is.
    return undefined;
  }
}

/**
 * The user whom the address of a view names, from now on the one to act for. An address that names nobody leads on to one
 * that does, and gives `undefined`.
 */
export function userOfAddress(view: string, id: string | undefined): string | undefined {
  if (id !== undefined && isUserName(id)) {
    actAs(id);
    return id;
  }
  location.replace(formatRoute({ view, id: actingUser() ?? ANYBODY }));
  return undefined;
}

/** Calls back when this tab or another one acts for somebody else, until the signal. */
export function onActingUser(listener: () => void, signal: AbortSignal): void {
  window.addEventListener(CHANGED, listener, { signal });
  // Fired in all tabs but the one that has changed it; without a key when all was cleared.
  window.addEventListener('storage', ({ key }) => (key === KEY || key === null) && listener(), { signal });
}

function actAs(user: string): void {
  if (user === actingUser()) return;
  try {
    localStorage.setItem(KEY, user);
  } catch {
    return;
  }
  window.dispatchEvent(new Event(CHANGED));
}
