import { ClientError } from '../client-error';

/** The path of an address, from `/v1` on. Throws `bad_topic` for a part that would lead elsewhere, or cannot be encoded. */
export function toPath(parts: readonly string[], query: Readonly<Record<string, unknown>> = {}): string {
  const path = parts.map((part) => {
    // `fetch` itself takes dots for steps within a path, encoded or not (URL standard, 4.5). `Cs`: half a character.
    if (/^\.{0,2}$|\p{Cs}/u.test(part)) throw new ClientError('bad_topic', `"${part}" is not an id`);
    return `/${encodeURIComponent(part)}`;
  });
  const given = Object.entries(query).filter(([, value]) => value !== undefined) as [string, string][];
  const search = new URLSearchParams(given).toString();
  return `/v1${path.join('')}${search && `?${search}`}`;
}

/** Throws `unsendable` for what JSON cannot say: a BigInt, or what contains itself. */
export function toJson(body: unknown): string | undefined {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    throw new ClientError('unsendable', 'the body is not JSON', { cause });
  }
}

/** Throws `unsendable` for what no header can carry: all but the visible characters of Latin-1 and spaces (RFC 9110, 5.5). */
export function checkHeader(name: string, value: string): void {
  if (!/^[ -~\x80-\xff]*$/.test(value)) throw new ClientError('unsendable', `no header can carry this ${name}`);
}
