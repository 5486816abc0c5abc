import type { RawFrame } from './raw-stream';

/** A field of a frame, or a member of its data, in words. */
export interface ExplainedField {
  readonly name: string;
  readonly value: string;
  readonly says: string;
}

const NO_CURSOR = 'No place yet: a reconnect from here starts afresh, so that no snapshot is skipped.';
const CURSOR =
  'The place on the tape. Sent back as Last-Event-ID, it brings everything after this frame, and nothing twice.';
const EVENT = 'What happened, in the past tense. Its family has one pure function that folds it into the state.';
/** What is not in the protocol's tables: clients pass over it. */
const UNKNOWN = 'Passed over by clients that do not know it.';

const EVENTS: Readonly<Record<string, string>> = {
  'tape.hello': 'The first frame of every stream: the terms of this connection.',
  'tape.snapshot': 'The state of a topic, folded up to this place. It replaces what the client has.',
  'tape.caught-up': 'Everything that was on the tape has been sent. From here on it is live.',
  'tape.heartbeat': 'Nothing happened, and the server is there. A longer silence means a dead connection.',
  'tape.gap': 'Events that cannot be had any more. The client is told so, and a snapshot follows.',
  'tape.closed': 'This topic is finished: nothing of it will ever follow.',
  'tape.drain': 'The server is about to end this connection. The client comes back with its cursor.',
  'tape.failed': 'This stream cannot go on; the connection is broken off, so that nobody takes it for an end.',
};

const MEMBERS: Readonly<Record<string, string>> = {
  protocol: 'The version of the protocol.',
  topics: 'What this connection carries, in one order and with one cursor.',
  heartbeatMs: 'The longest silence on this stream, in milliseconds.',
  maxStreamMs: 'How long this connection may live, in milliseconds; then comes tape.drain.',
  topic: 'The log that it belongs to: family/id.',
  version: 'Its place in the topic: 1, 2, 3 … without holes, so that a client can see a loss.',
  time: 'When the tape took it.',
  data: 'What happened, as its family defines it.',
  merged: 'So many events in one, because this reader was behind or asked for fewer.',
  state: 'The same state that the client would have, had it folded every event.',
  closed: 'The topic is finished.',
  missed: 'So many events are lost to this reader; null when nobody can know.',
  retryMs: 'How long to wait before coming back, in milliseconds. Every client is told another time.',
  code: 'Why, for programs.',
  message: 'Why, for people.',
};

const REASONS: Readonly<Record<string, string>> = {
  expired: 'The events after the cursor are no longer kept.',
  epoch: 'The cursor is of another tape: this one was wiped or replaced.',
  ahead: 'The cursor is beyond the end of this tape.',
  malformed: 'That is no cursor.',
  shutdown: 'The server is stopping.',
  lifetime: 'The connection has lived long enough.',
  overloaded: 'The server has too much to do.',
};

/** The fields of a frame in their order, then the members of its data. */
export function explainFrame({ id, event, data, retryMs }: RawFrame): readonly ExplainedField[] {
  const isControl = event.startsWith('tape.');
  const retry = { name: 'retry', value: `${retryMs}`, says: 'How long to wait before a reconnect, in milliseconds.' };
  return [
    { name: 'event', value: event, says: EVENTS[event] ?? (isControl ? UNKNOWN : EVENT) },
    { name: 'id', value: id || '(empty)', says: id ? CURSOR : NO_CURSOR },
    ...(retryMs === undefined ? [] : [retry]),
    ...Object.entries(parseObject(data)).map(([name, value]) => explainMember(name, value)),
  ];
}

function explainMember(name: string, value: unknown): ExplainedField {
  const reason = name === 'reason' && typeof value === 'string' ? REASONS[value] : undefined;
  return { name: `data.${name}`, value: JSON.stringify(value), says: reason ?? MEMBERS[name] ?? UNKNOWN };
}

/** The data of a frame; empty when it is no object, which no frame of the API is. */
export function parseObject(data: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
