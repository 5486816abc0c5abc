import { ClientError, type ClientErrorFacts } from '../client-error';
import type { LineFrame, LineStatus } from '../streams/line';

/** How far a tab has come: the last frame that it got, by its number in the term of its leader, and the cursor of it. */
export interface TabPlace {
  readonly term: number;
  readonly n: number;
  readonly cursor: string;
}

/** What a tab wants, all of it. */
export interface TabWants {
  readonly topics: readonly string[];
  /** What must be shown to it: some of these, or topics of a whole family among them. */
  readonly shows: readonly string[];
}

/** What an error is between tabs: a copy of it would be no `ClientError` any more. */
export type PlainError = Pick<ClientError, 'code' | 'message'> & Omit<ClientErrorFacts, 'cause'>;

export type PlainStatus =
  Exclude<LineStatus, { phase: 'failed' }> | { readonly phase: 'failed'; readonly error: PlainError };

/** What tabs say to each other. The version of all this is in the name of the channel. */
export type TabMessage =
  /** A tab: this is what I want. Said whenever it changes, and to each new leader; `n` is the number of its saying. */
  | {
      readonly kind: 'wants';
      readonly from: string;
      readonly n: number;
      readonly wants: TabWants;
      readonly place?: TabPlace;
      /** The new leader whose question it answers. What was said before the question says nothing of the place. */
      readonly answers?: string;
    }
  /** A tab: I am gone. */
  | { readonly kind: 'bye'; readonly from: string }
  /** A tab: somebody wants the connection at once. */
  | { readonly kind: 'retry' }
  /** A new leader: who wants what, and where are you? */
  | { readonly kind: 'lead'; readonly from: string }
  /** The leader: from now on I see to what you said under this number. */
  | { readonly kind: 'heard'; readonly to: string; readonly n: number; readonly status: PlainStatus }
  /** The leader, before its first frame: I go on after this place, or with snapshots of everything, for these tabs. */
  | { readonly kind: 'start'; readonly term: number; readonly after?: TabPlace; readonly tabs: readonly string[] }
  /** The leader: frame number `n`, from 1, of its term. */
  | { readonly kind: 'frame'; readonly term: number; readonly n: number; readonly frame: LineFrame }
  | { readonly kind: 'status'; readonly status: PlainStatus }
  | { readonly kind: 'refused'; readonly topic: string; readonly error: PlainError }
  /** The leader: your topics do not fit into my stream, have one of your own. */
  | { readonly kind: 'full'; readonly to: string }
  /** The leader: I am there, although there may be nothing to say. */
  | { readonly kind: 'alive' };

export function toPlainError({ code, message, status, problem, retryAfterMs }: ClientError): PlainError {
  return { code, message, status, problem, retryAfterMs };
}

export function fromPlainError({ code, message, ...facts }: PlainError): ClientError {
  return new ClientError(code, message, facts);
}

export function toPlainStatus(status: LineStatus): PlainStatus {
  return status.phase === 'failed' ? { phase: 'failed', error: toPlainError(status.error) } : status;
}

export function fromPlainStatus(status: PlainStatus): LineStatus {
  return status.phase === 'failed' ? { phase: 'failed', error: fromPlainError(status.error) } : status;
}
