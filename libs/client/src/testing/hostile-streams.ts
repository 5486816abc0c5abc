/** An event stream that a careless parser reads wrongly, in the chunks in which it comes. */
export interface HostileStream {
  readonly name: string;
  /** A text, or bytes. */
  readonly chunks: readonly (string | readonly number[])[];
}

/** The names of all events in the streams: an `EventSource` does not tell of others. */
export const HOSTILE_TYPES = ['message', 'a', 'b', ' a', 'data'] as const;

const EURO = [0xe2, 0x82, 0xac];

/** Each ends without a word, as streams do. What follows the last blank line is no event. */
export const HOSTILE_STREAMS: readonly HostileStream[] = [
  { name: 'a byte order mark', chunks: [[0xef, 0xbb, 0xbf], 'id: 1\nevent: a\ndata: x\n\n'] },
  { name: 'a byte order mark in two chunks', chunks: [[0xef], [0xbb, 0xbf], 'event: a\ndata: x\n\n'] },
  { name: 'a second byte order mark', chunks: [[0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], 'data: x\n\ndata: y\n\n'] },
  { name: 'a byte order mark in the data', chunks: ['data: ', [0xef, 0xbb, 0xbf], 'x\n\n'] },
  { name: 'lines that end with CR', chunks: ['id: 1\revent: a\rdata: x\r\rid: 2\rdata: y\r\r'] },
  { name: 'lines that end with CR and LF', chunks: ['id: 1\r\nevent: a\r\ndata: x\r\n\r\nid: 2\r\ndata: y\r\n\r\n'] },
  { name: 'lines that end in all ways', chunks: ['id: 1\revent: a\ndata: x\r\ndata: y\n\r\ndata: z\r\r\ndata: u\n\r'] },
  {
    name: 'CR and LF in two chunks',
    chunks: ['id: 1\r', '\nevent: a\r', '\ndata: x\r', '\n\r', '\ndata: y\r', '\n\r', '\n'],
  },
  { name: 'a blank line in two chunks', chunks: ['data: x\n', '\ndata: y\n', '\n'] },
  { name: 'NUL in an id', chunks: ['id: 1\ndata: x\n\nid: 2\0\ndata: y\n\ndata: z\n\n'] },
  { name: 'NUL in the data', chunks: ['data: x\0y\n\n'] },
  { name: 'an empty id', chunks: ['id: 1\ndata: x\n\nid:\ndata: y\n\nid\ndata: z\n\n'] },
  {
    name: 'ids that stay over frames',
    chunks: ['id: 1\ndata: x\n\ndata: y\n\nevent: a\ndata: z\n\nid: 2\ndata: u\n\n'],
  },
  { name: 'two ids in a frame', chunks: ['id: 1\nid: 2\ndata: x\n\n'] },
  { name: 'no data', chunks: ['event: a\n\nevent: b\ndata: x\n\n'] },
  { name: 'empty data', chunks: ['data\n\ndata:\n\ndata: \n\ndata\ndata\n\n'] },
  { name: 'data in lines', chunks: ['data: x\ndata: y\ndata:\ndata: z\n\n'] },
  { name: 'data with and without a space', chunks: ['data:x\n\ndata: x\n\ndata:  x\n\ndata:\tx\n\ndata: x \n\n'] },
  { name: 'colons in the data', chunks: ['data:::\n\ndata: a: b\n\n'] },
  { name: 'a field without a colon', chunks: ['event\ndata: x\n\nevent: a\nevent\ndata: y\n\nid\ndata: z\n\n'] },
  { name: 'fields that nobody knows', chunks: ['trumpet: loud\nData: x\n data: y\ndata : z\ndata: u\n\n'] },
  {
    name: 'a type for one event only',
    chunks: ['event: a\ndata: x\n\ndata: y\n\nevent: \ndata: z\n\nevent:  a\ndata: u\n\n'],
  },
  { name: 'two types in a frame', chunks: ['event: a\nevent: b\ndata: x\n\n'] },
  { name: 'comments', chunks: [': hello\n\n:\n:data: no\ndata: x\n: between\ndata: y\n\n:'] },
  {
    name: 'a retry that is none',
    chunks: ['retry: soon\ndata: x\n\nretry: 1e3\nretry: -5\nretry: 3.5\nretry\ndata: y\n\n'],
  },
  { name: 'blank lines before, between and behind', chunks: ['\n\n\ndata: x\n\n\n\ndata: y\n\n\n'] },
  {
    name: 'half a character',
    chunks: ['data: ', [EURO[0] ?? 0], EURO.slice(1), '\n\ndata: ', EURO.slice(0, 2), EURO.slice(2), '\n\n'],
  },
  { name: 'bytes that are no UTF-8', chunks: ['data: ', [0xff, 0xc3, 0x28], '\n\ndata: ', EURO.slice(0, 2), '\n\n'] },
  { name: 'a character of four bytes, a byte a chunk', chunks: ['data: ', [0xf0], [0x9f], [0x9a], [0x8b], '\n\n'] },
  { name: 'other ends of lines in the data', chunks: ['data: x\u2028y\u0085z\u000bu\n\n'] },
  { name: 'data without a blank line at the end', chunks: ['data: x\n\nid: 2\ndata: y\n'] },
  { name: 'half a line at the end', chunks: ['data: x\n\ndata: y'] },
  {
    name: 'a very long line',
    chunks: ['data: ', ...Array.from({ length: 40 }, () => 'x'.repeat(50_000)), '\n\ndata: y\n\n'],
  },
  { name: 'many short lines', chunks: [`${'data: x\n'.repeat(5_000)}\n`] },
  { name: 'many events in a chunk', chunks: ['id: 1\nevent: a\ndata: x\n\n'.repeat(2_000)] },
  { name: 'nothing', chunks: [] },
];

/** The bytes of a chunk. */
export const toBytes = (chunk: HostileStream['chunks'][number]): Uint8Array =>
  typeof chunk === 'string' ? new TextEncoder().encode(chunk) : Uint8Array.from(chunk);
