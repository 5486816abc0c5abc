/** The `data` of an event's frame. The event's type is the frame's `event` field. */
export interface EventMessage<Data = unknown> {
  readonly topic: string;
  /** The dense position of the event in its topic, from 1. Of a merged event: that of the last one merged. */
  readonly version: number;
  /** When the tape took the event: RFC 3339, UTC, milliseconds. */
  readonly time: string;
  readonly data: Data;
  /** How many events this one stands for; absent when it stands for itself alone. */
  readonly merged?: number;
}
