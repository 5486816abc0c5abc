/** What is logged as an error, until it is disposed. */
export function catchLogged(): Disposable & { readonly errors: readonly unknown[] } {
  const errors: unknown[] = [];
  const { error } = console;
  console.error = (logged: unknown) => void errors.push(logged);
  return { errors, [Symbol.dispose]: () => void (console.error = error) };
}
