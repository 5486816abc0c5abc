import { request, type Agent, type IncomingMessage } from 'node:http';
import type { GenerationDelta, GenerationState } from '@tickertape/events';
import {
  createFrameParser,
  isControlEvent,
  type EventMessage,
  type ReceivedFrame,
  type Snapshot,
} from '@tickertape/wire';
import { Continuity } from './continuity';
import type { MeasuredWindow } from './measured.window';

export interface ReaderTask {
  readonly url: string;
  /** Whose connections it uses. */
  readonly agent: Agent;
  /** When the generation was asked for, by `performance.now()` of this process. */
  readonly askedAt: number;
  /** Whether it is the one reader of its generation that counts the text. */
  readonly first: boolean;
}

/**
 * One reader of one generation, from the snapshot to `tape.closed`. It does not resume: whatever a broken connection does
 * not bring is lost to it.
 */
export class GenerationReader {
  readonly continuity = new Continuity();
  /** The snapshot's text and every delta after it. */
  text = '';
  /** Why it did not get to the end in good order; absent when it did. */
  broken: string | undefined;
  /** Resolves, never rejects, when the stream is over. */
  readonly over: Promise<void>;
  private closed = false;
  private lastDeltaAt: number | undefined;
  private worstGapMs = 0;
  private deltas = 0;
  private readonly parser = createFrameParser({ onFrame: (frame) => this.take(frame) });
  /** When the bytes at hand arrived: read once for all frames in them. */
  private arrivedAt = 0;
  private arrivedTime = 0;

  constructor(
    private readonly task: ReaderTask,
    private readonly window: MeasuredWindow,
  ) {
    this.over = new Promise((resolve) => this.connect(resolve));
  }

  /** At the end of the window: a pause that is not over yet counts as long as it is. */
  endWindow(now: number): void {
    if (this.closed || this.lastDeltaAt === undefined || this.deltas === 0) return;
    this.gap(now - this.lastDeltaAt);
    this.report();
  }

  private connect(resolve: () => void): void {
    const finish = (broken?: string): void => {
      if (!this.closed) this.broken ??= broken ?? 'the stream ended before tape.closed';
      resolve();
    };
    const { url, agent } = this.task;
    request(url, { agent, headers: { Accept: 'text/event-stream' } }, (response: IncomingMessage) => {
      if (response.statusCode !== 200) finish(`the stream was answered ${response.statusCode}`);
      response.on('data', (bytes: Buffer) => {
        this.arrivedAt = performance.now();
        this.arrivedTime = Date.now();
        this.parser.push(bytes);
      });
      response.once('error', (error) => finish(error.message));
      response.once('end', () => finish());
      response.once('close', () => finish());
    })
      .once('error', (error) => finish(error.message))
      .end();
  }

  private take({ event, data }: ReceivedFrame): void {
    if (this.window.isOpen) this.window.frames += 1;
    if (!isControlEvent(event)) this.takeEvent(event, JSON.parse(data) as EventMessage);
    else if (event === 'tape.snapshot') this.takeSnapshot(JSON.parse(data) as Snapshot<GenerationState>);
    else if (event === 'tape.closed') this.close();
    else if (event === 'tape.gap') this.continuity.faults.lost += 1;
    else if (event === 'tape.failed' || event === 'tape.drain') this.broken = `${event} ${data}`;
  }

  private takeSnapshot({ version, state }: Snapshot<GenerationState>): void {
    this.continuity.begin(version);
    if (state.text) this.addText(state.text);
  }

  private takeEvent(type: string, message: EventMessage): void {
    this.continuity.take(message);
    if (this.window.isOpen) this.window.deliveriesMs.push(this.arrivedTime - Date.parse(message.time));
    if (type === 'generations.delta') {
      this.deltas += 1;
      this.addText((message.data as GenerationDelta).text);
    } else if (type !== 'generations.started' && type !== 'generations.completed') this.broken = type;
  }

  private addText(text: string): void {
    const { arrivedAt, lastDeltaAt, window } = this;
    if (window.isOpen) {
      if (this.task.first) window.characters += text.length;
      if (lastDeltaAt === undefined) window.firstTokensMs.push(arrivedAt - this.task.askedAt);
      else this.gap(arrivedAt - lastDeltaAt);
    }
    this.lastDeltaAt = arrivedAt;
    this.text += text;
  }

  private gap(ms: number): void {
    this.window.gapsMs.push(ms);
    this.worstGapMs = Math.max(this.worstGapMs, ms);
  }

  private close(): void {
    this.closed = true;
    if (this.window.isOpen) this.report();
  }

  private report(): void {
    if (this.deltas === 0) this.window.tooLate += 1;
    else if (this.worstGapMs > 0) this.window.worstGapsMs.push(this.worstGapMs);
  }
}
