import { formatCursor, type Topic } from '@tickertape/wire';
import { TapeError, type Tape, type TopicState } from '@tickertape/tape';

/** Where a client finds a resource and what it can do with it. Paths of this server. */
export interface Links {
  readonly self: string;
  readonly stream: string;
  readonly [relation: string]: string;
}

/** A folded topic as the API answers it: its state, its place on the tape, its links. */
export type TopicResource<State> = State & {
  readonly topic: Topic;
  /** A stream that starts from here continues this state without a gap or a repeat. */
  readonly cursor: string;
  readonly version: number;
  readonly links: Links;
};

/** The stream of a topic that has none under the path of its resource. */
export function streamOf(topic: Topic): string {
  // `+` would be a space there; the slash may stand as it is.
  return `/v1/stream?topic=${encodeURIComponent(topic).replace('%2F', '/')}`;
}

/** The state of a topic that must exist. Rejects with `topic_not_found`. */
export async function requireState<State>(tape: Tape, topic: Topic): Promise<TopicState<State>> {
  const current = await tape.states.get(topic);
  if (current.version === 0) throw new TapeError('topic_not_found', `${topic} does not exist`, { topic });
  return current as TopicState<State>;
}

export function toResource<State>(
  tape: Tape,
  { topic, seq, version, state }: TopicState<State>,
  links: Links,
): TopicResource<State> {
  return { ...state, topic, cursor: formatCursor({ epoch: tape.store.epoch, seq }), version, links };
}
