import type { Seq, Topic } from '@tickertape/wire';
import type { TapeState } from './append-transaction';
import type { TapeRows } from './tape-rows';
import type { Topics } from './topics';

/** One step takes about three milliseconds with small events. */
const EVENTS_PER_STEP = 250;

/**
 * Drops some of the topic's oldest events up to `upTo`; true when more may be left.
 *
 * The place of the tape is written down with each step: a tape whose newest events were dropped still goes on behind them.
 */
export function trimSome(rows: TapeRows, topics: Topics, { seq, time }: TapeState, name: Topic, upTo: Seq): boolean {
  const topic = topics.find(name);
  const last = topic && rows.lastToDrop(topic, upTo, EVENTS_PER_STEP);
  if (!topic || !last) return false;
  const trimmed = { ...topic, head: { ...topic.head, trimmedSeq: last.seq, trimmedVersion: last.version } };
  rows.transaction(() => {
    rows.dropEvents(topic, last.seq);
    rows.saveTopic(trimmed);
    rows.saveMeta('seq', seq);
    rows.saveMeta('time', time);
  });
  topics.put(name, trimmed);
  return true;
}

/** The tape as it stands in the file. */
export function loadTape(rows: TapeRows): TapeState {
  const last = rows.lastEvent();
  return {
    seq: Math.max(last?.seq ?? 0, Number(rows.meta('seq') ?? 0)),
    time: Math.max(last?.time ?? 0, Number(rows.meta('time') ?? 0)),
    lastTopicId: rows.lastTopicId(),
    families: rows.families(),
  };
}
