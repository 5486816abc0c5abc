import type { Seq, Topic } from '@tickertape/wire';
import type { TapeState } from './append-transaction';
import type { StepSize } from './step-size';
import type { TapeIndex } from './tape-index';
import type { EventSize, TapeRows } from './tape-rows';
import type { Topics } from './topics';

/** Events of one step: so many small ones take about three milliseconds. */
export const TRIM_STEP = { first: 250, smallest: 8, largest: 250, ms: 4 };
/** No further event after so many bytes: long events are pages of the file, each of which is written down as free. */
const BYTES_PER_STEP = 524_288;

export interface Trim {
  readonly rows: TapeRows;
  readonly topics: Topics;
  readonly index: TapeIndex;
  readonly tape: TapeState;
  readonly name: Topic;
  readonly upTo: Seq;
  readonly stepSize: StepSize;
}

/**
 * Drops some of the topic's oldest events up to `upTo`; true when more may be left.
 *
 * The place of the tape is written down with each step: a tape whose newest events were dropped still goes on behind them.
 */
export function trimSome({ rows, topics, index, tape, name, upTo, stepSize }: Trim): boolean {
  const began = performance.now();
  const topic = topics.find(name);
  if (!topic) return false;
  const found = index.sizesOfTopic(topic, upTo, stepSize.size);
  const full = found.length === stepSize.size;
  const dropped = fitting(found);
  const last = dropped.at(-1);
  if (!last) return false;
  const { head } = topic;
  // Versions have no holes.
  const trimmed = {
    ...topic,
    head: { ...head, trimmedSeq: last[0], trimmedVersion: head.trimmedVersion + dropped.length },
  };
  rows.transaction(() => {
    rows.dropEvents(topic, last[0]);
    rows.saveTopic(trimmed);
    rows.saveMeta('seq', tape.seq);
    rows.saveMeta('time', tape.time);
  });
  topics.putTrimmed(trimmed);
  stepSize.took(performance.now() - began, dropped.length);
  return full || dropped.length < found.length;
}

/** Those that are not too much for a step, and always the first. */
function fitting(events: readonly EventSize[]): readonly EventSize[] {
  let bytes = 0;
  const end = events.findIndex(([, size]) => (bytes += size) > BYTES_PER_STEP);
  return end === -1 ? events : events.slice(0, Math.max(1, end));
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
