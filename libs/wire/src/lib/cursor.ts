/** The global position of an event on the tape: a positive integer; 0 stands before the first event. */
export type Seq = number;

/**
 * A place on the tape from which a reader can go on. Readers treat its text as opaque.
 *
 * `seq` is the last position that the reader has. A merged event stands for several and may overtake events of other
 * topics that lie between them. While such a page is under way, `page` keeps its bounds: of the events in
 * `(page.after, page.upTo]`, the reader has those that were merged into frames up to `seq`, and no others.
 */
export interface Cursor {
  readonly epoch: string;
  readonly seq: Seq;
  readonly page?: { readonly after: Seq; readonly upTo: Seq };
}

/** The longest text of a cursor: it travels in a header and in every frame. */
export const CURSOR_MAX_BYTES = 64;

/** In place of a cursor: every retained event from the beginning. Never a cursor itself, since it has no `-`. */
export const START = 'start';

const EPOCH = /^[a-z0-9]{1,12}$/;
const CURSOR = /^([a-z0-9]{1,12})-(0|[1-9]\d{0,15})(?:\.(0|[1-9]\d{0,15})\.([1-9]\d{0,15}))?$/;

/** Whether a text can name an incarnation of the tape: 1 to 12 lowercase letters and digits. */
export function isEpoch(text: string): boolean {
  return EPOCH.test(text);
}

export function formatCursor({ epoch, seq, page }: Cursor): string {
  return page ? `${epoch}-${seq}.${page.after}.${page.upTo}` : `${epoch}-${seq}`;
}

/** The inverse of `formatCursor`; `undefined` for every text that it cannot have written. */
export function parseCursor(text: string): Cursor | undefined {
  const match = CURSOR.exec(text);
  if (!match) return undefined;
  const [, epoch = '', seqText = '', afterText, upToText] = match;
  const seq = Number(seqText);
  if (!Number.isSafeInteger(seq)) return undefined;
  if (afterText === undefined || upToText === undefined) return { epoch, seq };
  const after = Number(afterText);
  const upTo = Number(upToText);
  const ordered = after < seq && seq < upTo && Number.isSafeInteger(upTo);
  return ordered ? { epoch, seq, page: { after, upTo } } : undefined;
}
