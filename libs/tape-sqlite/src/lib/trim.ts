import type { Seq, Topic } from '@tickertape/wire';
import type { TapeState } from './append-transaction';
import type { TapeIndex } from './tape-index';
import type { TapeRows } from './tape-rows';
import type { Topics } from './topics';

/** One step takes about three milliseconds with small events. */
const EVENTS_PER_STEP = 250;

export interface Trim {
  readonly rows: TapeRows;
  readonly topics: Topics;
  readonly index: TapeIndex;
  readonly tape: TapeState;
  readonly name: Topic;
  readonly upTo: Seq;
}

/**
 * Drops some of the topic's oldest events up to `upTo`; true when more may be left.
 *
 * The place of the tape is written down with each step: a tape whose newest events were dropped still goes on behind them.
 */
export function trimSome({ rows, topics, index, tape, name, upTo }: Trim): boolean {
  const topic = topics.find(name);
  const last = topic && index.lastToDrop(topic, upTo, EVENTS_PER_STEP);
  if (!topic || !last) return false;
  const trimmed = { ...topic, head: { ...topic.head, trimmedSeq: last.seq, trimmedVersion: last.version } };
  rows.transaction(() => {
    rows.dropEvents(topic, last.seq);
    rows.saveTopic(trimmed);
    rows.saveMeta('seq', tape.seq);
    rows.saveMeta('time', tape.time);
  });
  topics.putTrimmed(trimmed);
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
