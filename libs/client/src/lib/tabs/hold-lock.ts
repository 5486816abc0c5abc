import type { TabLocks } from './tab-platform';

/**
 * Holds a lock, from when it is granted until the signal aborts, or waits for it until then. Rejects when locks are not to
 * be had here. A lock goes with its page, however that ends.
 */
export async function holdLock(locks: TabLocks, name: string, signal: AbortSignal, onHeld: () => void): Promise<void> {
  const held = async (): Promise<void> => {
    if (signal.aborted) return;
    onHeld();
    await new Promise<void>((release) => signal.addEventListener('abort', () => release(), { once: true }));
  };
  try {
    await locks.request(name, { signal }, held);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
