import { isSelected, type EventMessage, type Gap, type Snapshot } from '@tickertape/wire';
import type { ClientError } from './client-error';
import type { Seat, Taker } from './hub/taker';
import type { LaneTerms, TopicHub } from './hub/topic-hub';
import { MessageQueue } from './message-queue';
import { isAllShown, isEvent } from './streams/frame-body';
import type { LineFrame, LineStatus, Shows } from './streams/line';
import { lossOf } from './tail';
import type { TapeEventType, TapeMessage } from './tape-message';

/** So many messages wait for a slow loop; then it gets off, and on again at its cursor once it has taken them. */
const QUEUE_MAX = 1_000;

const NONE: ReadonlySet<string> = new Set();

/** One loop over the events of some topics. It sees to it that no version of a topic is missed or repeated untold. */
export class EventReader implements Taker {
  readonly queue: MessageQueue<TapeMessage>;
  private readonly open: Set<string>;
  /** Of these, snapshots are to come first. */
  private readonly unshown: Set<string>;
  /** Those of which they are coming now. */
  private coming: ReadonlySet<string> = NONE;
  /** Of each topic the last version that the loop has, or is about to have. */
  private readonly versions = new Map<string, number>();
  /** Topics of which events are missing, or may be, until their snapshot. */
  private readonly torn = new Set<string>();
  /** Topics of which a loss was told, until their snapshot. */
  private readonly told = new Set<string>();
  /** Topics whose end was told: a stream of a whole family tells it again after each reconnect. */
  private readonly ended = new Set<string>();
  /** From here nothing is lost; empty while there is no such place. */
  private cursor = '';
  /**
   * Whether there was such a place once: what does not come from then on is lost, and told. Before, a stream that is cut
   * starts afresh, and nothing but snapshots was seen of it.
   */
  private isPlaced: boolean;
  private seat: Seat | undefined;

  constructor(
    topics: readonly string[],
    private readonly hub: TopicHub,
    private readonly terms: LaneTerms,
  ) {
    this.open = new Set(topics);
    this.unshown = new Set(terms.after === undefined ? topics : []);
    this.isPlaced = terms.after !== undefined;
    this.queue = new MessageQueue(
      () => this.leave(),
      () => this.join(),
    );
  }

  get topics(): readonly string[] {
    return [...this.open];
  }

  get due(): readonly string[] {
    return [...this.unshown, ...this.torn];
  }

  take({ type, cursor, body, shows }: LineFrame): void {
    if (isAllShown(type)) this.settle();
    switch (type) {
      case 'tape.hello':
        if (shows) this.begin(shows);
        break;
      case 'tape.snapshot':
        this.takeSnapshot(body as Snapshot, cursor);
        break;
      case 'tape.gap':
        this.takeGap(body as Gap, cursor);
        break;
      case 'tape.closed':
        this.takeClosed((body as { topic: string }).topic, cursor);
        break;
      default:
        if (isEvent(type) && !this.takeEvent(type, body as EventMessage, cursor)) return;
    }
    this.cursor = this.placeAt(cursor);
    this.isPlaced ||= this.cursor !== '';
    if (this.queue.length >= QUEUE_MAX && this.cursor !== '') this.leave();
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

  private placeAt(cursor: string): string {
    return this.unshown.size === 0 ? cursor : '';
  }

  private begin({ selectors, afresh }: Shows): void {
    this.coming = selectors;
    if (afresh) for (const topic of this.versions.keys()) if (isSelected(topic, selectors)) this.torn.add(topic);
  }

  private takeSnapshot({ topic, version, state }: Snapshot, cursor: string): void {
    const known = this.versions.get(topic);
    const isTorn = this.torn.delete(topic);
    const isTold = this.told.delete(topic);
    this.unshown.delete(topic);
    // Somebody else has asked for it.
    if (known !== undefined && version <= known && !isTorn) return;
    // A loop with an `after` was to have the events of a topic that it has nothing of, too.
    const before = known ?? (this.terms.after === undefined ? version : NaN);
    if (this.isPlaced && !isTold && version !== before) {
      this.queue.push({ type: 'tape.gap', ...lossOf(topic, before, version), cursor });
    }
    this.ended.delete(topic);
    this.versions.set(topic, version);
    this.queue.push({ type: 'tape.snapshot', topic, version, state, cursor: this.placeAt(cursor) });
  }

  private takeGap(gap: Gap, cursor: string): void {
    for (const topic of gap.topic === undefined ? this.versions.keys() : [gap.topic]) {
      this.told.add(topic);
      this.torn.add(topic);
    }
    // Topics that the loop has nothing of are concerned, too.
    this.isPlaced &&= gap.topic !== undefined;
    this.queue.push({ ...gap, type: 'tape.gap', cursor });
  }

  /** Whether it was one more: what the loop has already is of an earlier place. */
  private takeEvent(type: string, message: EventMessage, cursor: string): boolean {
    const { topic, version, merged = 1 } = message;
    if (!this.torn.has(topic)) {
      const known = this.versions.get(topic) ?? this.firstKnown(message);
      // What has no version is no event.
      if (!(version > known)) return false;
      const isNext = version - merged === known;
      this.versions.set(topic, isNext ? version : known);
      if (isNext) {
        this.queue.push({ ...message, type: type as TapeEventType, cursor: this.placeAt(cursor) });
        return true;
      }
      this.torn.add(topic);
    }
    this.seat?.show(topic);
    return true;
  }

  /**
   * Of a stream that starts at a place, and of a topic that begins while its whole family is followed, all is to come. What
   * comes before a snapshot that is due is in it.
   */
  private firstKnown({ topic, version, merged = 1 }: EventMessage): number {
    if (this.terms.after !== undefined) return version - merged;
    return isSelected(topic, this.unshown) ? Infinity : 0;
  }

  private takeClosed(topic: string, cursor: string): void {
    // Who waits for a snapshot gets one of a finished topic too.
    const waits = this.torn.has(topic) || (!this.versions.has(topic) && isSelected(topic, this.unshown));
    if (waits || this.ended.has(topic)) return;
    this.ended.add(topic);
    this.queue.push({ type: 'tape.closed', topic, cursor: this.placeAt(cursor) });
    if (!this.open.delete(topic)) return;
    if (this.open.size === 0) this.queue.finish();
    else this.seat?.leave(topic);
  }

  /** The snapshots that were coming have come. What is not among them is not on this tape, and may begin on it anew. */
  private settle(): void {
    const { coming } = this;
    if (coming.size === 0) return;
    this.coming = NONE;
    for (const selector of coming) this.unshown.delete(selector);
    for (const topic of this.torn) if (isSelected(topic, coming)) this.forget(topic);
  }

  private forget(topic: string): void {
    for (const known of [this.torn, this.told, this.ended, this.versions]) known.delete(topic);
  }
}
