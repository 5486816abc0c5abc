import type { DrainReason, GapReason, Topic } from '@tickertape/wire';
import { Durations } from '../durations';

/**
 * Why a stream ended: the client has `left`; all its topics are `finished`; it was drained (`lifetime`, `shutdown`,
 * `overloaded`); it was broken off, because the client did not read (`stalled`) or because of an error (`failed`).
 */
export type EndReason = DrainReason | 'left' | 'finished' | 'stalled' | 'failed';

/** `tail`: has everything. `catching-up`: reads pages. `parked`: its socket is full, and it waits. */
export type ReaderState = 'tail' | 'catching-up' | 'parked';

/** What was given to a connection. Plain numbers, added to at every write. */
export interface Sent {
  /** Of events and control events. */
  readonly frames: number;
  /** Frames of events; a merged one counts once. */
  readonly events: number;
  /** Of the frames, without what HTTP puts around them. */
  readonly bytes: number;
}

/** A stream that is over. */
export interface ReaderSummary extends Sent {
  /** As the request named it. */
  readonly requestId?: string;
  readonly topics: readonly Topic[];
  readonly reason: EndReason;
  readonly durationMs: number;
  /** The `id` of its last frame; empty when it was to start afresh. */
  readonly cursor: string;
}

/** What the hub counts itself, since the process began. Only grows. */
export class ReaderCounts {
  opened = 0;
  /** Events that came on the tape, with or without a reader. */
  events = 0;
  /** Events that reached a reader as a part of another one. */
  merged = 0;
  readonly gaps: Record<GapReason, number> = { expired: 0, epoch: 0, ahead: 0, malformed: 0 };
  readonly ended: Record<EndReason, number> = {
    left: 0,
    finished: 0,
    lifetime: 0,
    shutdown: 0,
    overloaded: 0,
    stalled: 0,
    failed: 0,
  };
  /** From an event's `time` to its write at the readers at the tail: once an event, however many they are. */
  readonly delivery = new Durations();
}

/** Readers that are open now and alike. */
export interface OpenReaders {
  /** The family of their topics, or `several`. */
  readonly family: string;
  readonly state: ReaderState;
  readonly readers: number;
}

export interface ReaderStats extends Readonly<ReaderCounts> {
  readonly open: readonly OpenReaders[];
  /** To all streams, those that are over and those that are open. */
  readonly sent: Sent;
  /** Pages of events that the store was asked for. */
  readonly storeReads: number;
}

/** What a look at a reader tells. */
export interface Countable {
  readonly topics: readonly Topic[];
  readonly state: ReaderState;
  readonly sent: Sent;
}

/** Looks at every reader: for a scrape, never on the way of an event. `gone` is what was sent to those that have left. */
export function takeStats(
  counts: ReaderCounts,
  gone: Sent,
  readers: Iterable<Countable>,
  storeReads: number,
): ReaderStats {
  const open = new Map<string, { family: string; state: ReaderState; readers: number }>();
  let { frames, events, bytes } = gone;
  for (const { topics, state, sent } of readers) {
    frames += sent.frames;
    events += sent.events;
    bytes += sent.bytes;
    const family = familyOf(topics);
    const alike = open.get(`${family} ${state}`);
    if (alike) alike.readers += 1;
    else open.set(`${family} ${state}`, { family, state, readers: 1 });
  }
  return { ...counts, open: [...open.values()], sent: { frames, events, bytes }, storeReads };
}

function familyOf(topics: readonly Topic[]): string {
  const [first = ''] = topics;
  const prefix = first.slice(0, first.indexOf('/') + 1);
  return topics.every((topic) => topic.startsWith(prefix)) ? prefix.slice(0, -1) : 'several';
}
