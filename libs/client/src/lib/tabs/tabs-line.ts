import { randomId } from '../requests/api';
import { Alarm } from '../streams/alarm';
import type { Line, LineListener, PauseReason } from '../streams/line';
import { holdLock } from './hold-lock';
import { TabLeader } from './tab-leader';
import { fromPlainError, fromPlainStatus, type TabMessage } from './tab-messages';
import type { TabChannel, TabPlatform } from './tab-platform';
import { TabReader } from './tab-reader';

export interface TabsLineOptions {
  /** Tabs with the same name have one line together. */
  readonly name: string;
  readonly platform: TabPlatform;
  /** How long a new leader waits for the answers of the others, in milliseconds. Default: 100. */
  readonly answerMs?: number;
  /** Makes a line of this tab's own: for when it leads, and for when it cannot take part. */
  createLine(listener: LineListener, after: string | undefined): Line;
}

/** What a busy page takes for a message. */
const ANSWER_MS = 100;
/** So often a leader says that it is there, and looks who is gone, in milliseconds. */
const ALIVE_MS = 15_000;
/** A leader that has said nothing for so long, in milliseconds, hangs: timers of hidden pages come once a minute at least. */
const HUNG_MS = 150_000;

/**
 * The line of a tab that has one stream together with the other tabs of its origin. Who holds the lock of the name leads:
 * it has the stream, and tells every frame to all, itself included. When it goes, the next in the queue for the lock leads,
 * from the place of the tab that is furthest behind; the others skip by version what they have.
 */
export class TabsLine implements Line {
  private readonly self = randomId();
  private readonly reader = new TabReader(this.self);
  private channel: TabChannel | undefined;
  /** Ends its membership, and with it the lock that tells others of it. */
  private readonly membership = new AbortController();
  private isMember = false;
  /** Ends its leadership, or its waiting for it. */
  private candidacy: AbortController | undefined;
  private leader: TabLeader | undefined;
  /** The line of a tab that does not take part. */
  private alone: Line | undefined;
  private topics: ReadonlySet<string> = new Set();
  private paused: PauseReason | undefined;
  private isSaying = false;
  private readonly answers = new Alarm();
  private readonly alive = new Alarm();

  constructor(
    private readonly options: TabsLineOptions,
    private readonly listener: LineListener,
  ) {
    try {
      this.channel = options.platform.openChannel(options.name);
      this.channel.onmessage = ({ data }) => this.handle(data as TabMessage);
    } catch {
      this.standAlone();
      return;
    }
    this.hold(this.lockOf(this.self), this.membership.signal, () => {
      this.isMember = true;
      this.say();
      this.stand();
    });
  }

  want(topics: ReadonlySet<string>): void {
    this.topics = topics;
    this.reader.want(topics);
    this.saySoon();
    this.alone?.want(topics);
  }

  show(topic: string): void {
    this.reader.show(topic);
    this.saySoon();
    this.alone?.show(topic);
  }

  retry(): void {
    if (this.alone) this.alone.retry();
    else if (this.leader) this.leader.retry();
    else this.post({ kind: 'retry' });
  }

  /** A hidden tab keeps its part, since others may live on it. One that stands still can neither lead nor be called to it. */
  pause(reason: PauseReason): void {
    this.paused = reason;
    if (this.alone) return this.alone.pause(reason);
    if (reason === 'frozen') return this.stepDown();
    this.stand();
    if (reason === 'offline') this.leader?.pause();
    else this.leader?.resume();
  }

  resume(): void {
    this.paused = undefined;
    if (this.alone) return this.alone.resume();
    this.stand();
    this.leader?.resume();
  }

  close(): void {
    this.alone?.close();
    this.part();
  }

  /** Leaves the others, for good. */
  private part(): void {
    if (this.isMember) this.post({ kind: 'bye', from: this.self });
    this.isMember = false;
    this.stepDown();
    this.membership.abort();
    this.channel?.close();
    this.channel = undefined;
  }

  /** Goes on from its place without the others: they cannot be reached, or have no room. */
  private standAlone(): void {
    if (this.alone || this.membership.signal.aborted) return;
    const { wants, place } = this.reader;
    this.part();
    this.alone = this.options.createLine(this.listener, place?.cursor || undefined);
    if (this.paused) this.alone.pause(this.paused);
    this.alone.want(this.topics);
    for (const topic of wants.shows) this.alone.show(topic);
  }

  /** Waits for its turn to lead. */
  private stand(): void {
    if (!this.isMember || this.candidacy || this.paused === 'frozen') return;
    const candidacy = new AbortController();
    this.candidacy = candidacy;
    this.hold(this.options.name, candidacy.signal, () => this.lead());
    this.watch();
  }

  private lead(): void {
    const { self } = this;
    const say = (message: TabMessage): void => {
      this.post(message);
      this.handle(message);
    };
    const { createLine, answerMs = ANSWER_MS } = this.options;
    const leader = new TabLeader({ self, say, place: () => this.reader.place, createLine });
    this.leader = leader;
    this.post({ kind: 'lead', from: self });
    this.say();
    this.answers.set(answerMs, () => leader.begin());
    if (this.paused === 'offline') leader.pause();
    void this.findMembers().then((members) => members && leader.await(members));
    this.stayAlive();
  }

  private stepDown(): void {
    this.answers.clear();
    this.alive.clear();
    this.leader?.close();
    this.leader = undefined;
    this.candidacy?.abort();
    this.candidacy = undefined;
  }

  private handle(message: TabMessage): void {
    switch (message.kind) {
      case 'wants':
        this.leader?.hear(message.from, message.n, message.wants);
        if (message.answers === this.self) this.leader?.answer(message.from, message.place);
        return;
      case 'bye':
        return this.leader?.forget(message.from);
      case 'retry':
        return this.leader?.retry();
      case 'lead':
        this.say(message.from);
        break;
      case 'heard':
        if (message.to !== this.self) break;
        this.reader.heard(message.n);
        this.listener.onStatus(fromPlainStatus(message.status));
        break;
      case 'start':
        this.reader.start(message);
        this.saySoon();
        break;
      case 'frame': {
        const frame = this.reader.take(message);
        this.saySoon();
        if (frame) this.listener.onFrame(frame);
        break;
      }
      case 'status':
        this.listener.onStatus(fromPlainStatus(message.status));
        break;
      case 'refused':
        this.listener.onRefused(message.topic, fromPlainError(message.error));
        break;
      case 'full':
        if (message.to === this.self) return this.standAlone();
    }
    this.watch();
  }

  /** Says at the end of the turn what it wants, if that is another thing than before: the changes of a turn are one. */
  private saySoon(): void {
    if (this.isSaying || !this.reader.hasNews) return;
    this.isSaying = true;
    queueMicrotask(() => {
      this.isSaying = false;
      if (this.reader.hasNews) this.say();
    });
  }

  private say(answers?: string): void {
    if (!this.isMember) return;
    const message = this.reader.say(answers);
    if (this.leader) this.handle(message);
    else this.post(message);
  }

  private post(message: TabMessage): void {
    this.channel?.postMessage(message);
  }

  /** Watches over the leader, who has just been heard. */
  private watch(): void {
    if (this.leader || !this.isMember) return;
    this.alive.set(HUNG_MS, (late) => (late ? this.watch() : this.standAlone()));
  }

  private stayAlive(): void {
    this.alive.set(ALIVE_MS, () => {
      this.post({ kind: 'alive' });
      void this.findMembers().then((members) => members && this.leader?.keep(members));
      this.stayAlive();
    });
  }

  /** All tabs that take part, whatever they do at the moment; `undefined` when nobody knows. */
  private async findMembers(): Promise<ReadonlySet<string> | undefined> {
    const prefix = this.lockOf('');
    try {
      const { held = [] } = await this.options.platform.locks.query();
      return new Set(held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
    } catch {
      return undefined;
    }
  }

  private lockOf(tab: string): string {
    return `${this.options.name} tab ${tab}`;
  }

  private hold(name: string, signal: AbortSignal, onHeld: () => void): void {
    holdLock(this.options.platform.locks, name, signal, onHeld).catch(() => this.standAlone());
  }
}
