import { isControlEvent, type EventMessage, type Gap, type Snapshot } from '@tickertape/wire';
import type { ClientError } from './client-error';
import type { Taker } from './hub/taker';
import type { LaneTerms, Seat, TopicHub } from './hub/topic-hub';
import { MessageQueue } from './message-queue';
import type { LineFrame, LineStatus } from './streams/line';
import type { TapeEventType, TapeMessage } from './tape-message';

/** So many messages wait for a slow loop; then it gets off, and on again at its cursor once it has taken them. */
const QUEUE_MAX = 1_000;

/** One loop over the events of some topics. It sees to it that no version of a topic is missed or repeated untold. */
export class EventReader implements Taker {
  readonly queue: MessageQueue<TapeMessage>;
  private readonly open: Set<string>;
  /** Of each topic the last version that the loop has, or is about to have. */
  private readonly versions = new Map<string, number>();
  /** Topics of which events are missing, until their snapshot. */
  private readonly torn = new Set<string>();
  /** Topics of which a loss was told, until their snapshot. */
  private readonly told = new Set<string>();
  private cursor = '';
  private seat: Seat | undefined;

  constructor(
    topics: readonly string[],
    private readonly hub: TopicHub,
    private readonly terms: LaneTerms,
  ) {
    this.open = new Set(topics);
    this.queue = new MessageQueue(
      () => this.leave(),
      () => this.join(),
    );
  }

  get topics(): readonly string[] {
    return [...this.open];
  }

  needsSnapshot(topic: string): boolean {
    // A whole family is no topic: its stream brings the snapshots of those that there are.
    const isOne = this.open.has(topic) && !topic.endsWith('/*');
    const isNew = isOne && !this.versions.has(topic) && this.terms.after === undefined;
    return isNew || this.torn.has(topic);
  }

  take({ type, cursor, body }: LineFrame): void {
    switch (type) {
      case 'tape.snapshot':
        this.takeSnapshot(body as Snapshot, cursor);
        break;
      case 'tape.gap':
        this.tellGap(body as Gap);
        this.queue.push({ ...(body as Gap), type, cursor });
        break;
      case 'tape.closed':
        this.takeClosed((body as { topic: string }).topic, cursor);
        break;
      default:
        if (!isControlEvent(type) && !this.takeEvent(type, body as EventMessage, cursor)) return;
    }
    this.cursor = cursor;
    if (this.queue.length >= QUEUE_MAX && cursor !== '') this.leave();
  }

  takeStatus(status: LineStatus): void {
    if (status.phase === 'failed') this.queue.fail(status.error);
  }

  takeRefusal(_topic: string, error: ClientError): void {
    this.queue.fail(error);
  }

  /** Gets on, or on again: then at its place, with a stream of its own. */
  private join(): void {
    if (this.seat || this.queue.isOver) return;
    this.seat = this.hub.join(this, this.cursor === '' ? this.terms : { ...this.terms, after: this.cursor });
    // It may have failed at once.
    if (this.queue.isOver) this.leave();
  }

  private leave(): void {
    this.seat?.leave();
    this.seat = undefined;
  }

  private tellGap({ topic }: Gap): void {
    for (const concerned of topic === undefined ? this.versions.keys() : [topic]) this.told.add(concerned);
  }

  private takeSnapshot({ topic, version, state }: Snapshot, cursor: string): void {
    const known = this.versions.get(topic) ?? version;
    const isTold = this.told.delete(topic);
    // Before there is a place, a stream that is cut starts afresh, and nothing but snapshots was seen of the one before.
    if (this.cursor !== '' && (this.torn.has(topic) || (version > known && !isTold))) {
      this.queue.push({ type: 'tape.gap', topic, reason: 'lost', missed: Math.max(0, version - known), cursor });
    }
    this.torn.delete(topic);
    this.versions.set(topic, version);
    this.queue.push({ type: 'tape.snapshot', topic, version, state, cursor });
  }

  /** Whether it was one more: what the loop has already is of an earlier place. */
  private takeEvent(type: string, message: EventMessage, cursor: string): boolean {
    const { topic, version, merged = 1 } = message;
    const known = this.versions.get(topic) ?? this.firstKnown(message);
    // What has no version is no event.
    if (!(version > known)) return false;
    if (version - merged === known) {
      this.versions.set(topic, version);
      this.queue.push({ ...message, type: type as TapeEventType, cursor });
    } else this.torn.add(topic);
    return true;
  }

  /** Of a topic that begins while a whole family is followed, or of a stream that starts at a place, all is to come. */
  private firstKnown({ version, merged = 1 }: EventMessage): number {
    return this.terms.after === undefined ? 0 : version - merged;
  }

  private takeClosed(topic: string, cursor: string): void {
    this.open.delete(topic);
    this.queue.push({ type: 'tape.closed', topic, cursor });
    if (this.open.size === 0) this.queue.finish();
  }
}
