/** A whole answer to a poll. */
export interface PollAnswer {
  readonly status: number;
  readonly etag: string | undefined;
  /** Of the order, when the answer has a body. */
  readonly version: number | undefined;
}

const HEAD_END = '\r\n\r\n';

/**
 * Reads an answer, once all of it is there. Text is Latin-1, so its length is that of the bytes. It takes apart what the
 * load needs and no more: all answers have a length, or none of them a body.
 */
export function readAnswer(text: string): PollAnswer | undefined {
  const end = text.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const head = text.slice(0, end);
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  const status = Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length));
  if (status !== 304 && text.length < end + HEAD_END.length + length) return undefined;
  const version = /"version":(\d+)/.exec(text.slice(end))?.[1];
  return {
    status,
    etag: /^etag: *(.*)$/im.exec(head)?.[1]?.trim(),
    version: version === undefined ? undefined : Number(version),
  };
}
