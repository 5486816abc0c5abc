/** A text as one word of a POSIX shell, whatever it holds. */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** `curl` with a JSON body. `streams` when the answer is a stream. */
export function curlPost(url: string, body: object, streams = false): string {
  return `curl ${streams ? '-N ' : ''}${shellQuote(url)} -H 'content-type: application/json' -d ${shellQuote(JSON.stringify(body))}`;
}

/** `curl` on a stream, from a cursor on when there is one. `-N`, or curl keeps the frames to itself. */
export function curlStream(url: string, cursor = ''): string {
  return `curl -N ${cursor ? `-H 'Last-Event-ID: ${cursor}' ` : ''}${shellQuote(url)}`;
}
