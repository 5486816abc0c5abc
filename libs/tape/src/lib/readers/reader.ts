import { createFrame, formatCursor, PROTOCOL_VERSION } from '@tickertape/wire';
import type { ControlEvents, ControlEventType, Cursor, DrainReason, Seq, Topic } from '@tickertape/wire';
import { TapeError } from '../tape-error';
import type { TopicState } from '../topic-states';
import { CatchUp } from './catch-up';
import type { PageItem } from './conflate';
import { FinishedTopics } from './finished-topics';
import { Outlet } from './outlet';
import type { HubReader, ReaderContext } from './reader-context';
import type { FrameWriter, ReaderSink } from './reader-sink';
import type { ReaderRequest, ReaderStart } from './reader-start';
import type { EndReason, ReaderState, Sent } from './reader-stats';
import { frameEvent, TapeFrame, type FramedEvent } from './tape-frame';
import { Throttle } from './throttle';
import type { Turn } from './turn';

/** Frames of a page that go into one write: enough to spare calls, few enough to stop soon when the socket is full. */
const WRITE_FRAMES = 32;
/** A socket that was full for so long, in milliseconds, has a slow reader behind it; shorter is the usual breath of TCP. */
const LAG_MS = 200;
const INTERNAL = { code: 'internal', message: 'The stream cannot go on; reconnect with the cursor.' };

/** `catching-up`: reads pages after its cursor. `tail`: has everything and is fed as it comes. */
type Phase = 'catching-up' | 'tail' | 'ended';

/**
 * A live connection: a cursor, its topics, and how much its socket takes. Replay, live, resume and a slow socket are one
 * loop: read a page after the cursor, write it, wait. Nothing is queued for a reader whose socket is full.
 */
export class Reader implements HubReader {
  private phase: Phase = 'catching-up';
  /** The place reached. */
  private at: Pick<Cursor, 'seq' | 'page'> = { seq: 0 };
  /** No usable cursor yet: a reconnect starts afresh. */
  private afresh: boolean;
  private caughtUp = false;
  /** The newest event that the hub has offered while the reader was not at the tail. */
  private offered: Seq = 0;
  /** Frames of this turn of the event loop, and how many of them are of events. */
  private turn: TapeFrame[] = [];
  private turnEvents = 0;
  private readonly finished = new FinishedTopics();
  private readonly outlet: Outlet;
  private readonly throttle: Throttle | undefined;
  private readonly pages: CatchUp;
  private readonly openedAt: number;

  constructor(
    private readonly hub: ReaderContext,
    private readonly request: ReaderRequest,
    private readonly start: Exclude<ReaderStart, { kind: 'finished' }>,
    sink: ReaderSink,
    private readonly lifetimeMs: number,
  ) {
    this.afresh = start.kind === 'snapshot';
    if (start.kind === 'resume') this.at = start.cursor;
    this.throttle = request.maxHz === undefined ? undefined : new Throttle(request.maxHz, hub.options.elapsed);
    const trimmed = start.kind === 'resume' ? start.trimmed : undefined;
    this.pages = new CatchUp(hub, request.topics, request.snapshots ?? [], this.throttle !== undefined, trimmed);
    this.outlet = new Outlet(sink, hub.options.elapsed);
    this.openedAt = this.outlet.writtenAt;
  }

  get topics(): readonly Topic[] {
    return this.request.topics;
  }

  get state(): ReaderState {
    if (this.outlet.isFull) return 'parked';
    return this.phase === 'tail' ? 'tail' : 'catching-up';
  }

  get sent(): Sent {
    return this.outlet.sent;
  }

  /** Says hello, shows what is due, and goes on until the end. Never rejects. */
  async run(): Promise<void> {
    const { heartbeatMs, retryMs } = this.hub.options;
    const hello = { protocol: PROTOCOL_VERSION, topics: this.topics, heartbeatMs, maxStreamMs: this.lifetimeMs };
    this.outlet.write([this.control('tape.hello', hello, retryMs)]);
    try {
      if (this.start.kind === 'snapshot') await this.showAll(this.start.gaps);
      else {
        await this.tellEnds(this.start.closed);
        await this.showAsked(this.start.cursor);
      }
      await this.catchUp();
    } catch (error) {
      this.fail(error);
    }
  }

  deliver(turn: Turn): void {
    const atTail = this.phase === 'tail' && !this.outlet.isFull && !this.throttle;
    if (!atTail || turn.closes || turn.firstSeq <= this.at.seq) {
      turn.events.forEach((framed) => this.offer(framed));
      return;
    }
    this.at = turn.at;
    this.outlet.writeTurn(turn);
  }

  offer(framed: FramedEvent): void {
    const { event } = framed;
    if (this.phase !== 'tail' || this.outlet.isFull || this.throttle) {
      this.offered = event.seq;
      if (this.phase === 'tail') this.fallBehind();
      return;
    }
    // An event can come twice, when one stream has both a topic and its whole family.
    if (event.seq <= this.at.seq) return;
    if (this.turn.length === 0) this.hub.flushLater(this);
    this.at = { seq: event.seq };
    this.turn.push(framed.frame);
    this.turnEvents += 1;
    if (event.closes) this.turn.push(...this.endOf(event.topic));
  }

  flush(): void {
    if (this.turn.length === 0 || this.phase !== 'tail') return;
    const { turn, turnEvents } = this;
    this.turn = [];
    this.turnEvents = 0;
    this.outlet.write([...turn, ...this.closings()], turnEvents);
    this.endIfFinished();
  }

  /** The sink's: from now on frames may go this way, past the sink, which has written all that it was given. */
  shorten(writer: FrameWriter): void {
    this.outlet.shorten(writer);
  }

  /** The sink's: there is room again. */
  drained(): void {
    const fullMs = this.outlet.drained();
    if (fullMs === undefined) return;
    this.pages.lagging ||= fullMs >= LAG_MS;
    if (this.phase === 'tail' && this.offered > this.at.seq) this.fallBehind();
  }

  tick(elapsed: number, slackMs: number): void {
    const { outlet } = this;
    const { heartbeatMs, stallMs } = this.hub.options;
    if (outlet.isFull) {
      if (outlet.fullFor(elapsed) >= stallMs) this.cut();
    } else if (elapsed - this.openedAt >= this.lifetimeMs && this.lifetimeMs > 0) {
      this.drain('lifetime');
    } else if (elapsed + slackMs - outlet.writtenAt >= heartbeatMs) {
      // At the tail it has seen all that it may see up to here.
      if (this.phase === 'tail' && this.offered <= this.at.seq)
        this.at = { seq: Math.max(this.at.seq, this.hub.lastSeq) };
      outlet.write([this.control('tape.heartbeat', { time: new Date(this.hub.options.now()).toISOString() })]);
    }
  }

  drain(reason: DrainReason): void {
    const retryMs = this.hub.spread(this.hub.options.retryMs);
    const frames = [...this.turn, this.control('tape.drain', { reason, retryMs }, retryMs)];
    this.close(reason, () => this.outlet.end(frames, this.turnEvents));
  }

  /** The client has gone. Idempotent. */
  leave(): void {
    this.close('left', () => this.outlet.close());
  }

  /** Breaks the stream off: the client does not read. It resumes by its cursor. */
  cut(): void {
    this.close('stalled', () => this.outlet.abort());
  }

  private async showAll(gaps: readonly ControlEvents['tape.gap'][]): Promise<void> {
    if (!(await this.outlet.ready())) return;
    for (const { reason } of gaps) this.hub.counts.gaps[reason] += 1;
    this.outlet.write(gaps.map((gap) => this.control('tape.gap', gap)));
    const topics = [...this.topics, ...(this.request.snapshots ?? [])];
    const { seq, states } = await this.hub.pages.snapshot(topics, () => this.hub.lastSeq);
    await this.show(states, { seq });
    this.reach({ seq });
  }

  /** Snapshots of what the cursor's connection did not have, as it was at the cursor. */
  private async showAsked({ seq, page }: Cursor): Promise<void> {
    const { states, lost } = await this.hub.pages.statesAt(this.request.snapshots ?? [], page?.upTo ?? seq);
    if (lost.length > 0) {
      // Nobody knows any more how it was: the cursor is of no more use than one that has expired.
      this.afresh = true;
      return this.showAll(lost.map((topic) => ({ topic, reason: 'expired', missed: null })));
    }
    await this.show(states, this.at);
  }

  private async show(states: readonly TopicState[], at: Pick<Cursor, 'seq' | 'page'>): Promise<void> {
    for (const [index, { topic, version, state, closed }] of states.entries()) {
      if (!(await this.outlet.ready())) return;
      if (index === states.length - 1) this.reach(at);
      const snapshot = this.control('tape.snapshot', { topic, version, state, ...(closed && { closed }) });
      this.outlet.write(closed ? [snapshot, ...this.endOf(topic)] : [snapshot]);
    }
  }

  private async tellEnds(topics: readonly Topic[]): Promise<void> {
    for (const topic of topics) {
      const frames = this.endOf(topic);
      if (frames.length > 0 && !(await this.outlet.ready())) return;
      this.outlet.write(frames);
    }
  }

  /**
   * A topic has finished. Of a whole family that is told at once, right behind its last event, so that a later cursor says
   * that it was told. One that is named is told with the others once all is sent, and again at each reconnect: it may be
   * the end of the stream.
   */
  private endOf(topic: Topic): TapeFrame[] {
    if (!this.topics.includes(topic)) return [this.control('tape.closed', { topic })];
    this.finished.add(topic);
    return [];
  }

  /** Reads pages after the cursor and writes them, until it has everything. */
  private async catchUp(): Promise<void> {
    while (await this.outlet.ready()) {
      const { items, upTo, more, expired } = await this.pages.next(this.at);
      if (expired.length > 0) {
        await this.showAll(expired.map((topic) => ({ topic, reason: 'expired', missed: null })));
        continue;
      }
      if (!(await this.write(items))) continue;
      if (upTo > this.at.seq || this.at.page) this.at = { seq: upTo };
      if (more || this.offered > this.at.seq) continue;
      this.reachTail();
      return;
    }
  }

  private fallBehind(): void {
    if (this.outlet.isFull) return;
    this.phase = 'catching-up';
    this.catchUp().catch((error: unknown) => this.fail(error));
  }

  /** Writes a page; `false` when it must be read anew, because the reader had to wait before its first item. */
  private async write(items: readonly PageItem[]): Promise<boolean> {
    for (let i = 0; i < items.length;) {
      const waitMs = this.throttle?.waitMs(items[i]?.event.topic) ?? 0;
      if (waitMs > 0) {
        if (!(await this.outlet.sleep(waitMs))) return false;
        if (i === 0) return false;
      }
      const some = items.slice(i, i + (this.throttle ? 1 : WRITE_FRAMES));
      i += some.length;
      this.outlet.write(
        some.flatMap((item) => this.take(item)),
        some.length,
      );
      if (!(await this.outlet.ready())) return false;
    }
    return true;
  }

  private take({ event, merged, framed, at }: PageItem): TapeFrame[] {
    this.at = at;
    this.hub.counts.merged += merged - 1;
    this.throttle?.sent(event.topic);
    const frame = framed?.frame ?? frameEvent(event, { epoch: this.hub.epoch, ...at }, merged);
    return event.closes ? [frame, ...this.endOf(event.topic)] : [frame];
  }

  private reachTail(): void {
    this.phase = 'tail';
    this.pages.done();
    const news: TapeFrame[] = this.caughtUp ? [] : [this.control('tape.caught-up', {})];
    this.caughtUp = true;
    news.push(...this.closings());
    if (news.length > 0) this.outlet.write(news);
    this.endIfFinished();
    // Who asks for no lifetime gets what there is, however long that takes, and then the end.
    if (this.lifetimeMs === 0) this.drain('lifetime');
  }

  private closings(): TapeFrame[] {
    return this.finished.takeNew().map((topic) => this.control('tape.closed', { topic }));
  }

  private endIfFinished(): void {
    if (this.finished.coverAll(this.topics)) this.close('finished', () => this.outlet.end());
  }

  private reach(at: Pick<Cursor, 'seq' | 'page'>): void {
    this.afresh = false;
    this.at = at;
  }

  /** Where a reconnect goes on. */
  private get cursor(): string {
    return this.afresh ? '' : formatCursor({ epoch: this.hub.epoch, ...this.at });
  }

  private control<T extends ControlEventType>(type: T, data: ControlEvents[T], retryMs?: number): TapeFrame {
    return new TapeFrame(createFrame(type, this.cursor, data, retryMs));
  }

  /** @param end lets go of the socket. */
  private close(reason: EndReason, end: () => void): void {
    if (this.phase === 'ended') return;
    this.phase = 'ended';
    this.turn = [];
    end();
    const { topics, request, sent, cursor } = this;
    const durationMs = Math.round(this.hub.options.elapsed() - this.openedAt);
    this.hub.remove(this, { requestId: request.requestId, topics, reason, durationMs, ...sent, cursor });
  }

  private fail(error: unknown): void {
    if (this.phase === 'ended') return;
    this.hub.report(error, this.request.requestId);
    const { code, message } = error instanceof TapeError ? error : INTERNAL;
    const last = this.control('tape.failed', { code, message });
    this.close('failed', () => this.outlet.abort(last));
  }
}
