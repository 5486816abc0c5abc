import type { Cursor, Seq, Topic } from '@tickertape/wire';
import type { FamilyRegistry } from '../family-registry';
import type { TapeEvent } from '../tape-event';
import { formatTime } from '../tape-time';
import type { FramedEvent } from './tape-frame';

/** One frame's worth of a page: an event, or several of a topic merged into one. */
export interface PageItem {
  /** The last event that it stands for, with the merged data. */
  readonly event: TapeEvent;
  /** How many events it stands for. */
  readonly merged: number;
  /** The one event as it is, with its frame; absent where it stands for several. */
  readonly framed?: FramedEvent;
  /** The place of a reader that has this item and those before it. */
  readonly at: Pick<Cursor, 'seq' | 'page'>;
}

interface Run {
  event: TapeEvent;
  merged: number;
  firstSeq: Seq;
}

/**
 * Merges neighbours of the same topic by their families' `merge`, in a page of events after `after`. A pure function of
 * its arguments: the same page gives the same items again, which is what lets a cursor point into the middle of it.
 *
 * Items are in the order of their last events. Where a merged item has overtaken an event that comes in a later item,
 * its place names the page; everywhere else it is a plain seq.
 */
export function conflate(events: readonly TapeEvent[], after: Seq, families: FamilyRegistry): PageItem[] {
  const runs: Run[] = [];
  const lastOfTopic = new Map<Topic, Run>();
  for (const event of events) {
    const last = lastOfTopic.get(event.topic);
    const data = last && mergeData(last.event, event, families);
    if (last && data) {
      last.event = { ...event, data };
      last.merged += 1;
    } else {
      const run = { event, merged: 1, firstSeq: event.seq };
      runs.push(run);
      lastOfTopic.set(event.topic, run);
    }
  }
  runs.sort((a, b) => a.event.seq - b.event.seq);

  const upTo = events.at(-1)?.seq ?? after;
  let firstOfLater = Infinity;
  const items: PageItem[] = [];
  for (let i = runs.length - 1; i >= 0; i -= 1) {
    const { event, merged, firstSeq } = runs[i] as Run;
    const overtakes = firstOfLater < event.seq;
    items[i] = { event, merged, at: overtakes ? { seq: event.seq, page: { after, upTo } } : { seq: event.seq } };
    firstOfLater = Math.min(firstOfLater, firstSeq);
  }
  return items;
}

/** The items of events that stand for themselves. */
export function itemise(events: readonly FramedEvent[]): PageItem[] {
  return events.map((framed) => ({ event: framed.event, merged: 1, framed, at: { seq: framed.event.seq } }));
}

function mergeData(older: TapeEvent, newer: TapeEvent, families: FamilyRegistry): object | undefined {
  const merge = families.find(newer.topic)?.family.merge;
  if (!merge || newer.closes) return undefined;
  const asEvent = ({ type, data, version, time }: TapeEvent) => ({ type, data, version, time: formatTime(time) });
  return merge(asEvent(older), asEvent(newer)) as object | undefined;
}
