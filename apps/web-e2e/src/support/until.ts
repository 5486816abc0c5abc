/** How often a condition is looked at that cannot be listened for. */
const LOOK_MS = 25;
/** Longer than anything that is waited for takes, shorter than a test may. */
const PATIENCE_MS = 30_000;

/** Waits until `look` gives something. Rejects with `what` when it does not. */
export async function until<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`waited ${PATIENCE_MS} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
