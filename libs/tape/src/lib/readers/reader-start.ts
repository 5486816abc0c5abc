import { parseCursor, START, type Cursor, type Gap, type Seq, type Topic } from '@tickertape/wire';
import type { FamilyRegistry } from '../family-registry';
import { TapeError } from '../tape-error';
import type { TapeStore } from '../tape-store';
import { headsOf, without } from './selected-topics';
import type { TapePages } from './tape-pages';

/** What a client asks of a stream. */
export interface ReaderRequest {
  /** 1 to 100 topics, each `family/id` or `family/*`. */
  readonly topics: readonly Topic[];
  /** A cursor as the client sent it, whatever it is, or `start`. Absent or empty: a snapshot, then the tail. */
  readonly cursor?: string;
  /** Of the topics, and of those of whole families, those whose snapshots are wanted although a cursor is given. */
  readonly snapshots?: readonly Topic[];
  /** At most so many events a second and topic, merged. */
  readonly maxHz?: number;
  /** A shorter life than the server's, in milliseconds. 0: the stream ends as soon as it has caught up, as a poll does. */
  readonly maxStreamMs?: number;
  /** The stream has no lifetime: for what nobody can resume. Its topics have to end by themselves. Default: false. */
  readonly untilFinished?: boolean;
  /** Names the request, for logs. */
  readonly requestId?: string;
}

/** Where a reader starts, decided. */
export type ReaderStart =
  /** All its topics are finished and it has their last events: nothing will ever come. */
  | { readonly kind: 'finished' }
  /**
   * Exactly the events after a cursor. `closed` are topics whose end the reader is to be told of although it has their
   * last events; of `trimmed` it was never to get what is up to that place.
   */
  | {
      readonly kind: 'resume';
      readonly cursor: Cursor;
      readonly closed: readonly Topic[];
      readonly trimmed?: ReadonlyMap<Topic, Seq>;
    }
  /** Snapshots first; `gaps` say what was lost, if anything. */
  | { readonly kind: 'snapshot'; readonly gaps: readonly Gap[] };

/**
 * Throws `bad_parameter` for snapshots of other topics, `unknown_family`, `wildcard_forbidden`, `throttle_unsupported` or,
 * where existence is required, `topic_not_found`.
 */
export async function checkTopics(request: ReaderRequest, store: TapeStore, families: FamilyRegistry): Promise<void> {
  // One of a whole family need not be there: its reader may have it from another incarnation of the tape.
  const [strange] = without(request.snapshots ?? [], request.topics);
  if (strange) {
    const message = `"${strange}" is not among the topics of this stream`;
    throw new TapeError('bad_parameter', message, { errors: [{ path: 'snapshot', message }] });
  }
  for (const topic of request.topics) {
    const { family } = families.of(topic);
    if (request.maxHz !== undefined && !family.merge) {
      throw new TapeError('throttle_unsupported', `maxHz needs a family that merges, and ${family.name} does not`, {
        topic,
      });
    }
    if (topic.endsWith('/*')) {
      if (family.access.wholeFamily) continue;
      throw new TapeError('wildcard_forbidden', `${family.name} are read one topic at a time`, { topic });
    }
    if (family.access.existence === 'required' && (await store.head(topic)).version === 0) {
      throw new TapeError('topic_not_found', `${topic} does not exist`, { topic });
    }
  }
}

/** Decides where a reader starts; see PROTOCOL.md, "Where a stream starts". */
export async function decideStart(request: ReaderRequest, store: TapeStore, pages: TapePages): Promise<ReaderStart> {
  const { topics, cursor: text = '', snapshots = [] } = request;
  if (text === '') return { kind: 'snapshot', gaps: [] };
  if (text === START) {
    // A finished topic of which nothing is retained has no closing event to replay.
    const heads = await headsOf(topics, store);
    const gone = heads.filter(([, { closed, seq, trimmedSeq }]) => closed && seq === trimmedSeq);
    const trimmed = new Map(heads.map(([topic, { trimmedSeq }]) => [topic, trimmedSeq]));
    // Where the oldest retained event may be, so that a reconnect before it has lost nothing.
    const least = heads.reduce((least, [, { trimmedSeq }]) => Math.min(least, trimmedSeq), Infinity);
    const seq = heads.length === 0 ? 0 : least;
    return { kind: 'resume', cursor: { epoch: store.epoch, seq }, closed: gone.map(([topic]) => topic), trimmed };
  }

  const only = topics.length === 1 ? { topic: topics[0] } : {};
  const lost = (reason: Gap['reason']): ReaderStart => ({
    kind: 'snapshot',
    gaps: [{ ...only, reason, missed: null }],
  });
  const cursor = parseCursor(text);
  if (!cursor) return lost('malformed');
  if (cursor.epoch !== store.epoch) return lost('epoch');
  if ((cursor.page?.upTo ?? cursor.seq) > (await store.lastSeq())) return lost('ahead');

  // Of topics that its connection did not have there may be any number of events in the page.
  if (cursor.page && !(await pages.again(without(topics, snapshots), cursor.page))) return lost('malformed');

  const heads = await headsOf(topics, store);
  // Inside a page the reader may lack anything after its beginning.
  const from = cursor.page?.after ?? cursor.seq;
  const expired = heads.filter(([, { trimmedSeq }]) => trimmedSeq > from);
  if (expired.length > 0) {
    // Those whose snapshots are asked for too: an EventSource asks with every reconnect, and may have had them before.
    return { kind: 'snapshot', gaps: expired.map(([topic]) => ({ topic, reason: 'expired', missed: null })) };
  }
  // A closing event is never merged into another: the reader has those up to its place, also inside a page.
  const ended = new Map(heads.filter(([, { closed, seq }]) => closed && seq <= cursor.seq));
  if (snapshots.length === 0 && topics.every((topic) => ended.has(topic))) return { kind: 'finished' };
  // Of a topic of a whole family the end is told right behind its last event: who has more than that was told.
  const untold = [...ended.keys()].filter((topic) => topics.includes(topic) || ended.get(topic)?.seq === cursor.seq);
  return { kind: 'resume', cursor, closed: without(untold, snapshots) };
}
