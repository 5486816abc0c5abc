const keyOf = (view: string): string => `tickertape.recent.${view}`;

/** Remembers what a view has shown last, for this browser. */
export function rememberRecent(view: string, id: string): void {
  try {
    localStorage.setItem(keyOf(view), id);
  } catch {
    // A browser that keeps nothing.
  }
}

export function recallRecent(view: string): string | undefined {
  try {
    return localStorage.getItem(keyOf(view)) ?? undefined;
  } catch {
    return undefined;
  }
}
