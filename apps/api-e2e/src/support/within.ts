/** A wait of this suite that lasts so long has failed; Jest's own limit, which names nothing, comes later. */
const DEADLINE_MS = 20_000;

/** The promise, or after the deadline an error that says what did not happen. */
export async function within<T>(what: () => string, promise: Promise<T>, deadlineMs = DEADLINE_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${deadlineMs} ms: ${what()}`)), deadlineMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
