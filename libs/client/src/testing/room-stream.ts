import { isSelected } from '@tickertape/wire';
import type { ServerResponse } from 'node:http';
import { control, type RoomEvent, type RoomTape } from './room-tape';

export interface RoomStreamRequest {
  readonly topics: readonly string[];
  readonly snapshots: readonly string[];
  readonly cursor: string;
  readonly isPoll: boolean;
}

export interface RoomSettings {
  heartbeatMs: number;
  retryMs: number;
}

/** A stream of a room, as a good server sends it. */
export class RoomStream {
  private readonly heartbeat: NodeJS.Timeout;
  private readonly closed = new Set<string>();
  private cursor = '';

  constructor(
    private readonly response: ServerResponse,
    private readonly request: RoomStreamRequest,
    private readonly tape: RoomTape,
    private readonly settings: RoomSettings,
  ) {
    this.heartbeat = setInterval(() => this.beat(), settings.heartbeatMs);
    response.once('close', () => clearInterval(this.heartbeat));
  }

  begin(): void {
    const { topics, snapshots, cursor, isPoll } = this.request;
    const { heartbeatMs, retryMs } = this.settings;
    const place = cursor === 'start' ? 0 : this.tape.placeOf(cursor);
    const from = place ?? this.tape.seq;
    this.cursor = place === undefined ? '' : this.tape.cursorAt(place);
    const hello = { protocol: 1, topics, heartbeatMs, maxStreamMs: 60_000 };
    this.write(control('tape.hello', this.cursor, hello, retryMs));
    if (cursor && place === undefined) this.write(control('tape.gap', '', { reason: 'epoch', missed: null }));
    const shown = this.tape.expand(place === undefined ? topics : snapshots, from);
    for (const [index, topic] of shown.entries()) {
      if (place === undefined && index === shown.length - 1) this.cursor = this.tape.cursorAt(from);
      const { version, state, closed } = this.tape.stateAt(topic, from);
      if (closed) this.closed.add(topic);
      this.write(control('tape.snapshot', this.cursor, { topic, version, state, ...(closed && { closed }) }));
    }
    for (const event of this.tape.events.slice(from)) this.take(event);
    this.cursor = this.tape.cursor;
    for (const topic of this.closed) this.write(control('tape.closed', this.cursor, { topic }));
    this.write(control('tape.caught-up', this.cursor, {}));
    if (isPoll) this.write(control('tape.drain', this.cursor, { reason: 'lifetime', retryMs }, retryMs));
    if (isPoll) this.end();
    else this.endIfClosed();
  }

  /** An event that has just come to be. */
  show(event: RoomEvent): void {
    this.take(event);
    if (this.closed.has(event.topic)) this.write(control('tape.closed', this.cursor, { topic: event.topic }));
    this.endIfClosed();
  }

  write(bytes: Uint8Array | string): void {
    if (!this.response.writableEnded) this.response.write(bytes);
  }

  /** Nothing comes of it any more, and nobody is told. */
  fallSilent(): void {
    clearInterval(this.heartbeat);
    this.write = () => {};
  }

  end(): void {
    this.response.end();
  }

  cut(): void {
    this.response.destroy();
  }

  private take({ topic, seq, bytes }: RoomEvent): void {
    if (!isSelected(topic, new Set(this.request.topics))) return;
    this.cursor = this.tape.cursorAt(seq);
    this.write(bytes);
    if (this.tape.stateAt(topic, seq).closed) this.closed.add(topic);
  }

  private beat(): void {
    this.write(control('tape.heartbeat', this.cursor, { time: new Date().toISOString() }));
  }

  private endIfClosed(): void {
    if (this.request.topics.every((topic) => this.closed.has(topic))) this.end();
  }
}
