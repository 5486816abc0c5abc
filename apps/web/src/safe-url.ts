/** A link that leads to a web page: any other scheme could run code. `undefined` for all others, and for none. */
export function safeUrl(url: string | null): string | undefined {
  return url && /^https?:\/\//i.test(url) ? url : undefined;
}
