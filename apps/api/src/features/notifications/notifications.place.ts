import { ProblemException } from '@tickertape/nestjs';
import type { Tape } from '@tickertape/tape';
import { parseCursor, type Topic } from '@tickertape/wire';

/**
 * How far a client is in a topic whose events are never merged: the version of the last event that it has, by the cursor
 * that it has reached. Throws a problem `validation_failed` at the path `upTo` for a cursor by which that cannot be told.
 */
export async function versionAt(tape: Tape, topic: Topic, upTo: string): Promise<number> {
  const { store } = tape;
  const cursor = parseCursor(upTo);
  if (!cursor) throw refuse('is not a cursor: give the cursor of the page, or the id of a frame of the stream');
  if (cursor.epoch !== store.epoch) throw refuse(`is of another tape: ${READ_AGAIN}`);
  // Inside a page that was conflated, events that are never merged have come up to `seq`, and no others.
  const { seq, page } = cursor;
  if ((page?.upTo ?? seq) > (await store.lastSeq())) throw refuse(`is ahead of the tape: ${READ_AGAIN}`);
  const [last] = await store.readBack(topic, seq + 1, 1);
  if (last) return last.version;
  const { trimmedSeq, trimmedVersion } = await store.head(topic);
  if (seq < trimmedSeq) throw refuse(`is older than what is kept: ${READ_AGAIN}`);
  return trimmedVersion;
}

const READ_AGAIN = 'read the page again, and give its cursor';

function refuse(fault: string): ProblemException {
  const message = `upTo ${fault}`;
  return new ProblemException(422, 'validation_failed', message, { errors: [{ path: 'upTo', message }] });
}
