import type { PauseReason } from '../streams/line';

/** As much of a page as is watched. Outside of pages there is no document. */
interface PageGlobals extends Listened {
  readonly document?: Listened & { readonly hidden: boolean };
  readonly navigator: { readonly onLine?: boolean };
}

interface Listened {
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}

/**
 * Calls back with the reason whenever a page ceases to want connections, and with `undefined` when it wants them again,
 * until the function that it gives is called. Does nothing outside of pages.
 *
 * A page stands still when it is frozen or in the back/forward cache: a connection that it keeps is dead when it comes
 * back, or keeps it from coming back. On HTTP/1.1 a browser has six connections to a host for all its tabs: those of hidden
 * pages are missing elsewhere.
 */
export function watchPage(hiddenMs: number, onChange: (reason: PauseReason | undefined) => void): () => void {
  const page = globalThis as unknown as PageGlobals;
  const { document } = page;
  if (!document) return () => {};
  const stopping: (() => void)[] = [];
  let isFrozen = false;
  let isLongHidden = false;
  let told: PauseReason | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (): void => {
    const isOffline = page.navigator.onLine === false;
    const reason = isFrozen ? 'frozen' : isOffline ? 'offline' : isLongHidden ? 'hidden' : undefined;
    if (reason === told) return;
    told = reason;
    onChange(reason);
  };
  const listen = (target: Listened, types: readonly string[], call = (): unknown => undefined) => {
    const listener = (): void => {
      call();
      tell();
    };
    for (const type of types) {
      target.addEventListener(type, listener);
      stopping.push(() => target.removeEventListener(type, listener));
    }
  };
  const onVisibility = (): void => {
    clearTimeout(timer);
    isLongHidden = false;
    if (!document.hidden) return;
    timer = setTimeout(() => {
      isLongHidden = true;
      tell();
    }, hiddenMs);
  };

  listen(page, ['online', 'offline']);
  listen(page, ['pagehide'], () => (isFrozen = true));
  listen(page, ['pageshow'], () => (isFrozen = false));
  listen(document, ['freeze'], () => (isFrozen = true));
  listen(document, ['resume'], () => (isFrozen = false));
  listen(document, ['visibilitychange'], onVisibility);
  onVisibility();
  tell();
  return () => {
    clearTimeout(timer);
    for (const stop of stopping) stop();
  };
}
