/** Checks that work in pages, where there is no Jest. Values are compared as JSON. */
export function equal(what: string, actual: unknown, expected: unknown): void {
  const [is, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== wanted) throw new Error(`${what}: is ${is}, not ${wanted}`);
}

export function holds(what: string, isSo: boolean): void {
  if (!isSo) throw new Error(`it is not so: ${what}`);
}

/** The error that a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<Error & { readonly code?: string }> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Error) return error;
  throw new Error(`it has not rejected with an error, but with ${String(error)}`);
}
