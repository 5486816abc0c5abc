import { isSelected, parseCursor, START, type Cursor, type Gap, type Seq, type Topic } from '@tickertape/wire';
import type { FamilyRegistry } from '../family-registry';
import { TapeError } from '../tape-error';
import type { Head, TapeStore } from '../tape-store';

/** What a client asks of a stream. */
export interface ReaderRequest {
  /** 1 to 100 topics, each `family/id` or `family/*`. */
  readonly topics: readonly Topic[];
  /** A cursor as the client sent it, whatever it is, or `start`. Absent or empty: a snapshot, then the tail. */
  readonly cursor?: string;
  /** Topics, and whole families, whose snapshots are wanted although a cursor is given. */
  readonly snapshots?: readonly Topic[];
  /** At most so many events a second and topic, merged. */
  readonly maxHz?: number;
  /** A shorter life than the server's, in milliseconds. 0: the stream ends as soon as it has caught up, as a poll does. */
  readonly maxStreamMs?: number;
  /** Names the request, for logs. */
  readonly requestId?: string;
}

/** Where a reader starts, decided. */
export type ReaderStart =
  /** All its topics are finished and it has their last events: nothing will ever come. */
  | { readonly kind: 'finished' }
  /**
   * Exactly the events after a cursor. `closed` are topics whose last event the reader has already; of `trimmed` it was
   * never to get what is up to that place.
   */
  | {
      readonly kind: 'resume';
      readonly cursor: Cursor;
      readonly closed: readonly Topic[];
      readonly trimmed?: ReadonlyMap<Topic, Seq>;
    }
  /** Snapshots first; `gaps` say what was lost, if anything. */
  | { readonly kind: 'snapshot'; readonly gaps: readonly Gap[] };

/** Throws `unknown_family`, `wildcard_forbidden`, `throttle_unsupported` or, where existence is required, `topic_not_found`. */
export async function checkTopics(request: ReaderRequest, store: TapeStore, families: FamilyRegistry): Promise<void> {
  const selectors = new Set(request.topics);
  // One that is part of a whole family need not be there: its reader may have it from another incarnation of the tape.
  const others = (request.snapshots ?? []).filter((topic) => !isSelected(topic, selectors));
  for (const topic of [...request.topics, ...others]) {
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
export async function decideStart(request: ReaderRequest, store: TapeStore): Promise<ReaderStart> {
  const { topics, cursor: text = '' } = request;
  if (text === '') return { kind: 'snapshot', gaps: [] };
  if (text === START) {
    // A finished topic of which nothing is retained has no closing event to replay.
    const heads = await headsOf(topics, store);
    const gone = heads.filter(([, { closed, seq, trimmedSeq }]) => closed && seq === trimmedSeq);
    const trimmed = new Map(heads.map(([topic, { trimmedSeq }]) => [topic, trimmedSeq]));
    // Where the oldest retained event may be, so that a reconnect before it has lost nothing.
    const seq = heads.length === 0 ? 0 : Math.min(...trimmed.values());
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

  const heads = await headsOf(topics, store);
  // Inside a page the reader may lack anything after its beginning.
  const from = cursor.page?.after ?? cursor.seq;
  if (heads.some(([, { trimmedSeq }]) => trimmedSeq > from)) {
    // A topic whose snapshot is asked for anyway has lost nothing that its reader ever had.
    const asked = new Set(request.snapshots);
    const expired = heads.filter(([topic, { trimmedSeq }]) => trimmedSeq > from && !isSelected(topic, asked));
    return { kind: 'snapshot', gaps: expired.map(([topic]) => ({ topic, reason: 'expired', missed: null })) };
  }
  const closed = heads.filter(([, { closed, seq }]) => closed && seq <= from).map(([topic]) => topic);
  const finished = topics.every((topic) => closed.includes(topic)) && !request.snapshots?.length;
  return finished ? { kind: 'finished' } : { kind: 'resume', cursor, closed };
}

/** Topics of a whole family that are looked at when a stream of it starts. */
const FAMILY_PAGE = 500;

/** The topics that a selector stands for at this moment. */
export async function expandTopics(topics: readonly Topic[], store: TapeStore): Promise<Topic[]> {
  const expanded = new Set<Topic>();
  for (const topic of topics) {
    if (!topic.endsWith('/*')) {
      expanded.add(topic);
      continue;
    }
    let after: Topic | undefined;
    do {
      const page = await store.topics({ family: topic.slice(0, -2), after, limit: FAMILY_PAGE });
      page.forEach((found) => expanded.add(found));
      after = page.length === FAMILY_PAGE ? page.at(-1) : undefined;
    } while (after !== undefined);
  }
  return [...expanded];
}

/** The heads of the topics that a selector stands for at this moment. */
export async function headsOf(topics: readonly Topic[], store: TapeStore): Promise<(readonly [Topic, Head])[]> {
  const expanded = await expandTopics(topics, store);
  return Promise.all(expanded.map(async (topic) => [topic, await store.head(topic)] as const));
}
