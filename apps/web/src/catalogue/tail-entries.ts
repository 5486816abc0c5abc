import type { TapeEventMessage, TapeGapMessage, TapeMessage } from '@tickertape/client';

/** What has come of an event type, and beside it. */
export interface TailEntries {
  /** The newest events of the type, the newest first, at most `ENTRIES_MAX`. */
  readonly newest: readonly TapeEventMessage[];
  /** How many of the type have come. Those that came merged are as many as they stand for. */
  readonly ofType: number;
  /** How many of other types have come by. */
  readonly ofOthers: number;
  /** The last loss that was told. */
  readonly gap?: TapeGapMessage;
}

/** So many are kept: more than are looked at, few enough to draw. */
export const ENTRIES_MAX = 30;

export const NO_ENTRIES: TailEntries = { newest: [], ofType: 0, ofOthers: 0 };

/** The entries after a message of a loop. Pure; the same object when the message is neither an event nor a loss. */
export function receiveEntry(entries: TailEntries, type: string, message: TapeMessage): TailEntries {
  if (message.type === 'tape.gap') return { ...entries, gap: message };
  if (!isEvent(message)) return entries;
  const count = message.merged ?? 1;
  if (message.type !== type) return { ...entries, ofOthers: entries.ofOthers + count };
  const newest = [message, ...entries.newest].slice(0, ENTRIES_MAX);
  return { ...entries, newest, ofType: entries.ofType + count };
}

const isEvent = (message: TapeMessage): message is TapeEventMessage => 'time' in message;
