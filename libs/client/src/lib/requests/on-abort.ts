/** Calls back when the signal aborts, or at once when it has, until the function that it gives is called. */
export function onAbort(signal: AbortSignal | undefined, call: () => void): () => void {
  if (signal?.aborted) call();
  else signal?.addEventListener('abort', call);
  return () => signal?.removeEventListener('abort', call);
}

/** As the promise, but rejects with the signal's reason as soon as it aborts. */
export function beforeAbort<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const release = onAbort(signal, () => reject(signal.reason as Error));
    void promise.then(resolve, reject).finally(release);
  });
}
