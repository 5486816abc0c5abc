import { families, type AnyFamily } from '@tickertape/events';
import { createFrame, encodeFrame, isTopic, parseTopic, wholeFamilyOf } from '@tickertape/wire';
import type { ControlEvents, ControlEventType } from '@tickertape/wire';

/** An event of a room, with its frame. */
export interface RoomEvent {
  readonly seq: number;
  readonly topic: string;
  readonly version: number;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The tape of a room: as little of a tape as streams of it need. */
export class RoomTape {
  readonly events: RoomEvent[] = [];
  private readonly states = new Map<string, { version: number; state: unknown; closed: boolean }[]>();
  private epoch = 1;

  get seq(): number {
    return this.events.length;
  }

  get cursor(): string {
    return this.cursorAt(this.seq);
  }

  cursorAt(seq: number): string {
    return `e${this.epoch}-${seq}`;
  }

  /** The place that a cursor stands for; `undefined` when it is not of this tape. */
  placeOf(cursor: string): number | undefined {
    const [epoch, seq] = cursor.split('-');
    const place = Number(seq);
    return epoch === `e${this.epoch}` && place <= this.seq ? place : undefined;
  }

  append(topic: string, type: string, data: object): RoomEvent {
    const family = familyOf(topic);
    const { version: before, state } = this.stateAt(topic, this.seq);
    const version = before + 1;
    const time = new Date().toISOString();
    const seq = this.seq + 1;
    const bytes = encodeFrame(createFrame(type, this.cursorAt(seq), { topic, version, time, data }));
    const event = { seq, topic, version, type, bytes };
    this.events.push(event);
    const next = { version, state: family.evolve(state, { type, version, time, data }) as unknown };
    this.states.set(topic, [...(this.states.get(topic) ?? []), { ...next, closed: family.isTerminal(type) }]);
    return event;
  }

  /** The state of a topic as it was at a place. */
  stateAt(topic: string, seq: number): { readonly version: number; readonly state: unknown; readonly closed: boolean } {
    const version = this.events.filter((event) => event.topic === topic && event.seq <= seq).length;
    const { id = '' } = parseTopic(topic) ?? {};
    const none = { version: 0, state: familyOf(topic).initialState(id) as unknown, closed: false };
    return this.states.get(topic)?.[version - 1] ?? none;
  }

  /** The topics that selectors stand for at a place: those of a whole family that have an event by then. */
  expand(selectors: readonly string[], seq: number): string[] {
    const born = this.events.filter((event) => event.seq <= seq).map(({ topic }) => topic);
    return [
      ...new Set(selectors.flatMap((selector) => (isTopic(selector) ? selector : born.filter(within(selector))))),
    ];
  }

  wipe(): void {
    this.events.length = 0;
    this.states.clear();
    this.epoch += 1;
  }
}

/** The bytes of a control event. */
export function control<T extends ControlEventType>(
  type: T,
  id: string,
  data: ControlEvents[T],
  retry?: number,
): Uint8Array {
  return encodeFrame(createFrame(type, id, data, retry));
}

const within = (selector: string) => (topic: string) => wholeFamilyOf(topic) === selector;

function familyOf(topic: string): AnyFamily {
  const name = topic.slice(0, topic.indexOf('/'));
  const family = families.find((candidate) => candidate.name === name);
  if (!family) throw new Error(`there is no family of ${topic}`);
  return family;
}
