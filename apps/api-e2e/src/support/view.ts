import { families, foldEvents } from '@tickertape/events';
import { isControlEvent, parseTopic, type EventMessage, type ReceivedFrame, type Snapshot } from '@tickertape/wire';

/** What a client knows of its topics over all of its connections, kept as it reads. It remembers no frame. */
export class View {
  private readonly topics = new Map<string, { version: number; state: unknown }>();
  lastEventId = '';
  /** What no client may ever see, as sentences. */
  readonly faults: string[] = [];
  /** How many events it was sent, a merged one counting for all that it stands for. */
  events = 0;
  merged = 0;

  /** `0` for a topic that it knows nothing of. */
  version(topic: string): number {
    return this.topics.get(topic)?.version ?? 0;
  }

  state(topic: string): unknown {
    return this.topics.get(topic)?.state;
  }

  take(frames: readonly ReceivedFrame[]): void {
    for (const { id, event, data } of frames) {
      this.lastEventId = id ?? this.lastEventId;
      if (event === 'tape.snapshot') this.show(JSON.parse(data) as Snapshot);
      else if (event === 'tape.failed') this.faults.push(data);
      else if (!isControlEvent(event)) this.fold(event, JSON.parse(data) as EventMessage<object>);
    }
  }

  private show({ topic, version, state }: Snapshot): void {
    if (version < this.version(topic))
      this.faults.push(`${topic}: a snapshot of ${version} after ${this.version(topic)}`);
    this.topics.set(topic, { version, state });
  }

  private fold(type: string, { topic, version, time, data, merged = 1 }: EventMessage<object>): void {
    const known = this.version(topic);
    if (version - merged !== known) this.faults.push(`${topic}: version ${version} for ${merged} after ${known}`);
    this.events += merged;
    if (merged > 1) this.merged += 1;
    const { family: name = '', id = '' } = parseTopic(topic) ?? {};
    const family = families.find((candidate) => candidate.name === name);
    if (!family) throw new Error(`there is no family of ${topic}`);
    const state = this.state(topic) ?? (family.initialState(id) as unknown);
    this.topics.set(topic, { version, state: foldEvents(family, state, [{ type, version, time, data }]) });
  }
}
