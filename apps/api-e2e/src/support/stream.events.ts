import { families, type AnyFamily } from '@tickertape/events';
import { parseCursor, parseTopic, type EventMessage, type ReceivedFrame, type Snapshot } from '@tickertape/wire';
import { isEventFrame } from './stream.reader';

/** An event as a reader got it. */
export interface StreamEvent extends EventMessage<object> {
  readonly id: string;
  readonly type: string;
}

/** The events among frames, oldest first. */
export function eventsOf(frames: readonly ReceivedFrame[]): StreamEvent[] {
  return frames.filter(isEventFrame).map(({ id = '', event, data }) => ({
    id,
    type: event,
    ...(JSON.parse(data) as EventMessage<object>),
  }));
}

/** The snapshots among frames by topic; of several of a topic the last. */
export function snapshotsOf(frames: readonly ReceivedFrame[]): ReadonlyMap<string, Snapshot> {
  const snapshots = frames.filter(({ event }) => event === 'tape.snapshot');
  return new Map(
    snapshots.map(({ data }) => {
      const snapshot = JSON.parse(data) as Snapshot;
      return [snapshot.topic, snapshot];
    }),
  );
}

/** What a reader knows of each topic: the last snapshot, and every event after it folded by the family's `evolve`. */
export function foldFrames(frames: readonly ReceivedFrame[]): ReadonlyMap<string, TopicView> {
  const views = new Map<string, TopicView>();
  for (const frame of frames) {
    if (frame.event === 'tape.snapshot') {
      const { topic, version, state } = JSON.parse(frame.data) as Snapshot;
      views.set(topic, { version, state });
    }
    for (const event of eventsOf([frame])) {
      const { topic, version } = event;
      const family = familyOf(topic);
      const state = views.get(topic)?.state ?? (family.initialState(parseTopic(topic)?.id ?? '') as unknown);
      views.set(topic, { version, state: family.evolve(state, event) as unknown });
    }
  }
  return views;
}

export interface TopicView {
  readonly version: number;
  readonly state: unknown;
}

/** The state of a resource as its GET answers it, without what every resource has: what a fold must come to. */
export function stateOf(resource: object): object {
  const {
    topic: _topic,
    cursor: _cursor,
    version: _version,
    links: _links,
    ...state
  } = resource as Record<string, unknown>;
  return state;
}

/**
 * Expects what no cut may change: cursors rise from event to event, and the versions of every topic follow one another,
 * from `from` on, a merged event counting for all that it stands for.
 */
export function expectNoGapAndNoRepeat(events: readonly StreamEvent[], from: ReadonlyMap<string, number> = new Map()) {
  const places = events.map(({ id }) => parseCursor(id)?.seq ?? Number.NaN);
  const rising = places.every((seq, i) => i === 0 || seq > (places[i - 1] ?? Number.NaN));
  expect({ rising, places: rising ? [] : places }).toEqual({ rising: true, places: [] });

  const reached = new Map(from);
  for (const { topic, version, merged = 1 } of events) {
    const before = reached.get(topic) ?? 0;
    expect({ topic, follows: version - merged }).toEqual({ topic, follows: before });
    reached.set(topic, version);
  }
}

function familyOf(topic: string): AnyFamily {
  const name = topic.slice(0, topic.indexOf('/'));
  const family = families.find((candidate) => candidate.name === name);
  if (!family) throw new Error(`there is no family of ${topic}`);
  return family;
}
