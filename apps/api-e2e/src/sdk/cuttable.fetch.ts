/** A `fetch` whose answers can be cut in the middle, as networks do. */
export interface CuttableFetch {
  readonly fetch: typeof globalThis.fetch;
  /** Cuts all bodies that are still coming. */
  cut(): void;
}

export function cuttableFetch(): CuttableFetch {
  const coming = new Set<AbortController>();
  return {
    fetch: async (input, init) => {
      const controller = new AbortController();
      const abort = (): void => controller.abort(init?.signal?.reason);
      init?.signal?.addEventListener('abort', abort);
      coming.add(controller);
      return fetch(input, { ...init, signal: controller.signal });
    },
    cut: () => {
      for (const controller of coming) controller.abort(new Error('cut'));
      coming.clear();
    },
  };
}
