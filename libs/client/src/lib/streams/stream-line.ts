import { isSelected, type ReceivedFrame } from '@tickertape/wire';
import { ClientError } from '../client-error';
import type { Timing } from '../client-options';
import type { Access } from '../requests/access';
import { Alarm } from './alarm';
import { Attempt } from './attempt';
import { Course, type Step } from './course';
import { isUnwanted, parseBody, toMs, type FrameBody } from './frame-body';
import type { Line, LineListener, LineStatus, PauseReason } from './line';
import { askStream, readStream, type StreamEnd } from './read-stream';
import { classifyRefusal, findRefused, type RefusedTopic } from './refusal';
import { streamPath } from './stream-url';

export interface StreamLineOptions {
  readonly access: Access;
  readonly timing: Timing;
  readonly maxHz?: number;
  /** Where it starts: a cursor or `start`. Default: a snapshot of each topic, then the tail. */
  readonly after?: string;
}

/** So long after an event that nobody wants any more, in milliseconds, the connection is made anew without its topic. */
const TRIM_MS = 5_000;
/** After so many streams in a row that failed before they had shown anything, it may be that they cannot as of the cursor. */
const UNSHOWN_MAX = 3;

/** One stream of up to 100 topics, over whatever connections it takes. */
export class StreamLine implements Line {
  private wanted: ReadonlySet<string> = new Set();
  /** What the last connection carries. */
  private carried: ReadonlySet<string> = new Set();
  /** Topics and whole families that are to be shown, and that no connection shows yet. */
  private readonly due = new Set<string>();
  private cursor: string;
  private status: LineStatus = { phase: 'connecting' };
  private paused: PauseReason | undefined;
  private attempt: Attempt | undefined;
  private readonly course: Course;
  /** Watches over the attempt, or waits for the next one. */
  private readonly alarm = new Alarm();
  /** Until topics that nobody wants any more are left out. */
  private readonly trim = new Alarm();
  private adjusting = false;
  private isClosed = false;

  constructor(
    private readonly options: StreamLineOptions,
    private readonly listener: LineListener,
  ) {
    this.cursor = options.after ?? '';
    this.course = new Course(options.timing, Date.now, Math.random);
  }

  want(topics: ReadonlySet<string>): void {
    if (this.isClosed) return;
    this.wanted = new Set(topics);
    for (const selector of this.due) if (!isSelected(selector, topics)) this.due.delete(selector);
    if (topics.size === 0) return this.letGo();
    if (this.paused) this.tellPaused();
    else this.adjustSoon();
  }

  show(selector: string): void {
    if (!isSelected(selector, this.wanted) || this.attempt?.willShow(selector)) return;
    this.due.add(selector);
    this.adjustSoon();
  }

  retry(): void {
    if (this.paused || this.attempt || this.wanted.size === 0) return;
    this.course.startOver();
    this.connect();
  }

  pause(reason: PauseReason): void {
    this.paused = reason;
    this.stop();
    if (this.wanted.size > 0 && this.status.phase !== 'failed') this.tellPaused();
  }

  resume(): void {
    if (!this.paused) return;
    this.paused = undefined;
    if (this.status.phase !== 'failed') this.retry();
  }

  close(): void {
    this.want(new Set());
    this.isClosed = true;
  }

  /** After a rest a snapshot is there sooner than a replay. */
  private letGo(): void {
    this.stop();
    this.cursor = '';
    this.carried = new Set();
    this.status = { phase: 'connecting' };
  }

  private stop(): void {
    const { attempt, wanted, due } = this;
    this.attempt = undefined;
    attempt?.controller.abort();
    const missing = attempt && !attempt.isSettled ? attempt.shows.selectors : [];
    for (const selector of missing) if (isSelected(selector, wanted)) due.add(selector);
    this.alarm.clear();
    this.trim.clear();
  }

  /**
   * At the end of the turn, so that what an app opens while it builds a page makes one connection. By a microtask: a page in
   * the background, which may lead others, waits a second for the shortest timer.
   */
  private adjustSoon(): void {
    if (this.adjusting) return;
    this.adjusting = true;
    queueMicrotask(() => {
      this.adjusting = false;
      this.adjust();
    });
  }

  /** Makes the connection anew if it does not bring what is wanted, but not before it has brought what it is to bring first. */
  private adjust(): void {
    const isAtRest = this.paused !== undefined || this.status.phase === 'failed' || this.wanted.size === 0;
    const isComplete = this.due.size === 0 && [...this.wanted].every((topic) => this.carried.has(topic));
    const mayConnect = this.attempt ? this.attempt.isSettled : !this.alarm.isSet || this.status.phase === 'live';
    if (!isAtRest && !isComplete && mayConnect) this.connect();
  }

  private connect(): void {
    this.stop();
    const { wanted, cursor } = this;
    const { access, timing, maxHz } = this.options;
    const afresh = cursor === '';
    const due = new Set(this.due);
    this.due.clear();
    const shows = { selectors: afresh ? wanted : due, afresh };
    const attempt = new Attempt(wanted, shows, this.course.polls, timing.helloTimeoutMs);
    this.attempt = attempt;
    this.carried = wanted;
    if (this.status.phase === 'reconnecting') this.tell({ phase: 'reconnecting', reason: this.status.reason });
    if (this.status.phase === 'failed') this.tell({ phase: 'connecting' });
    const isCurrent = (): boolean => this.attempt === attempt;
    const query = { topics: wanted, snapshots: afresh ? [] : due, maxHz, poll: attempt.isPoll };
    // Until the token is there, which may be never.
    this.alarm.set(timing.helloTimeoutMs, () => this.take(this.course.afterEnd(attempt, false)));
    void readStream(access, {
      path: streamPath(query),
      cursor,
      signal: attempt.controller.signal,
      onLife: () => isCurrent() && this.watch(attempt),
      onFrame: (frame) => isCurrent() && this.onFrame(attempt, frame),
      onRetry: (retryMs) => this.course.announce(retryMs),
    }).then((end) => isCurrent() && this.onEnd(attempt, end));
  }

  private watch(attempt: Attempt): void {
    this.alarm.set(attempt.patienceMs, (late) => this.take(this.course.afterSilence(attempt, late)));
  }

  private onFrame(attempt: Attempt, { id, event: type, data }: ReceivedFrame): void {
    if (id !== undefined) this.cursor = id;
    const body = parseBody(data);
    const wasSettled = attempt.isSettled;
    attempt.see(type, body, this.cursor);
    const { shows } = attempt;
    this.listener.onFrame({ type, cursor: this.cursor, body, ...(type === 'tape.hello' && { shows }) });
    // The listener may have made the line go another way.
    if (this.attempt !== attempt) return;
    if (type === 'tape.caught-up') this.onCaughtUp(attempt);
    else if (type === 'tape.drain') this.take(this.course.afterDrain(attempt, toMs(body.retryMs)));
    else if (type === 'tape.failed') this.onFailed(attempt, body);
    else if (!this.trim.isSet && isUnwanted(type, body.topic, this.wanted))
      this.trim.set(TRIM_MS, () => this.connect());
    if (attempt.isSettled && !wasSettled) this.adjustSoon();
  }

  private onCaughtUp(attempt: Attempt): void {
    this.course.caughtUp(attempt);
    const { status } = this;
    const isTold = status.phase === 'live' && (status.polling ?? false) === attempt.isPoll;
    if (!isTold) this.tell({ phase: 'live', ...(attempt.isPoll && { polling: true }) });
  }

  private onFailed(attempt: Attempt, body: FrameBody): void {
    const { code = 'internal', message = 'the stream has failed' } = body;
    this.afterFailure(attempt, this.course.afterFailure(new ClientError(String(code), String(message))));
  }

  private afterFailure({ isSettled }: Attempt, step: Step): void {
    if (!isSettled && this.course.failures >= UNSHOWN_MAX) this.cursor = '';
    this.take(step);
  }

  private onEnd(attempt: Attempt, end: StreamEnd): void {
    if (end.kind === 'refused') return this.onRefused(attempt, end.error);
    if (end.kind === 'finished') return this.onFinished(attempt);
    if (end.kind === 'lost' && end.begun && !attempt.isSettled) {
      return this.afterFailure(attempt, this.course.afterBreak(attempt));
    }
    this.take(this.course.afterEnd(attempt, end.kind === 'ended'));
  }

  /** A topic of which somebody still wants a snapshot has not ended for it: the line then goes on. */
  private onFinished(attempt: Attempt): void {
    const { cursor } = this;
    for (const topic of attempt.topics) {
      this.listener.onFrame({ type: 'tape.closed', cursor, body: { topic } });
    }
    if (this.attempt === attempt) this.take(this.course.afterEnd(attempt, true));
  }

  private onRefused(attempt: Attempt, error: ClientError): void {
    const refusal = classifyRefusal(error);
    if (refusal === 'later') return this.take(this.course.afterOverload(error));
    if (refusal === 'final') return this.take({ kind: 'fail', error });
    void this.findRefused(attempt, error).then((refused) => {
      if (this.attempt !== attempt) return;
      if (refused.length === 0) return this.take(this.course.afterOverload(error));
      this.stop();
      this.carried = new Set();
      for (const [topic, why] of refused) this.listener.onRefused(topic, why);
      this.adjustSoon();
    });
  }

  private async findRefused(attempt: Attempt, error: ClientError): Promise<RefusedTopic[]> {
    const { topics, controller } = attempt;
    const { access, maxHz } = this.options;
    const said = error.problem?.['topic'];
    if (typeof said === 'string' && topics.has(said)) return [[said, error]];
    return findRefused([...topics], error, async (some) => {
      const refused = await askStream(access, streamPath({ topics: some, maxHz, poll: true }), controller.signal);
      // There may be many: each has the time of a first frame after the one before.
      if (this.attempt === attempt) this.watch(attempt);
      return refused;
    });
  }

  private take(step: Step): void {
    this.stop();
    if (step.kind === 'fail') return this.tell({ phase: 'failed', error: step.error });
    this.alarm.set(step.waitMs, () => this.connect());
    if (step.kind === 'poll') return;
    this.tell({ phase: 'reconnecting', reason: step.reason, retryAt: Date.now() + step.waitMs });
  }

  private tellPaused(): void {
    const reason = this.paused === 'offline' ? 'offline' : 'paused';
    const { status } = this;
    if (status.phase !== 'reconnecting' || status.reason !== reason) this.tell({ phase: 'reconnecting', reason });
  }

  private tell(status: LineStatus): void {
    this.status = status;
    this.listener.onStatus(status);
  }
}
