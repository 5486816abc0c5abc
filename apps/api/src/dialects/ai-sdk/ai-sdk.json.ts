/** A text read as JSON; `undefined` when it is not, or not for clients of the AI SDK. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text, refuseForbidden) };
  } catch {
    return undefined;
  }
}

/** Clients refuse a whole stream for one of these keys, since they may change the prototype of what is merged with it. */
function refuseForbidden(key: string, value: unknown): unknown {
  const changesPrototype =
    key === '__proto__' ||
    (key === 'constructor' && typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype'));
  if (changesPrototype) throw new SyntaxError(`the key ${key} is forbidden`);
  return value;
}
