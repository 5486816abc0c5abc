import { isTopicSelector, type Topic } from '@tickertape/wire';
import type { FieldError } from '@tickertape/tape';
import { ProblemException } from './problem.exception';
import { requestIdOf } from './request-id';

/** Where a client wants its stream to start, as its request says it. */
export interface StreamRequest {
  /** `Last-Event-ID`, else `?lastEventId=`. */
  readonly cursor?: string;
  /** `?snapshot=`, any number of times: topics and whole families. */
  readonly snapshots: readonly Topic[];
  /** `?maxHz=`: events a second and topic, from 0.001 to 1,000. */
  readonly maxHz?: number;
  /** `?maxStreamMs=`: a shorter life than the server's, in milliseconds; 0 ends the stream as soon as it has caught up. */
  readonly maxStreamMs?: number;
  /** `X-Request-Id`, for logs. */
  readonly requestId?: string;
  /** The response that the stream goes to. */
  readonly response: unknown;
}

interface IncomingRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly query: Readonly<Record<string, unknown>>;
}

/** Slower than this nobody looks, and an event would wait for longer than a connection lives. */
const MIN_HZ = 0.001;
const MAX_HZ = 1_000;

/** Reads header and query. Throws a problem `bad_parameter`, status 400; a bad cursor is none, but becomes a gap. */
export function readStreamRequest({ headers, query }: IncomingRequest, response: unknown): StreamRequest {
  const header = headers['last-event-id'];
  const cursor = [header ?? ''].flat().join() || [query['lastEventId'] ?? ''].flat().join();
  const snapshots = [query['snapshot'] ?? []].flat().map(String);
  const errors: FieldError[] = snapshots
    .filter((topic) => !isTopicSelector(topic))
    .map((topic) => ({ path: 'snapshot', message: `"${topic}" is neither a topic nor a whole family` }));

  const maxHz = query['maxHz'] === undefined ? undefined : Number(query['maxHz']);
  if (maxHz !== undefined && !(maxHz >= MIN_HZ && maxHz <= MAX_HZ)) {
    errors.push({ path: 'maxHz', message: `maxHz must be a number from ${MIN_HZ} to ${MAX_HZ}` });
  }
  const maxStreamMs = query['maxStreamMs'] === undefined ? undefined : Number(query['maxStreamMs'] || NaN);
  if (maxStreamMs !== undefined && !(Number.isSafeInteger(maxStreamMs) && maxStreamMs >= 0)) {
    errors.push({ path: 'maxStreamMs', message: 'maxStreamMs must be a whole number of milliseconds, 0 or more' });
  }
  if (errors.length > 0) throw badParameter(errors);
  return {
    cursor,
    snapshots: snapshots.filter(isTopicSelector),
    maxHz,
    maxStreamMs,
    requestId: requestIdOf(headers),
    response,
  };
}

export function badParameter(errors: readonly FieldError[]): ProblemException {
  const detail = errors[0]?.message ?? 'a parameter is not valid';
  return new ProblemException(400, 'bad_parameter', detail, { errors });
}
