import type { ClientError } from '../client-error';
import type { Line, LineFrame, LineListener, LineStatus } from '../streams/line';
import { fitIntoStream } from '../streams/stream-url';
import { toPlainError, toPlainStatus, type TabMessage, type TabPlace, type TabWants } from './tab-messages';

export interface TabLeaderOptions {
  /** The leader's own tab. */
  readonly self: string;
  /** Tells all tabs, its own too. */
  say(message: TabMessage): void;
  /** Where the leader's own tab is: it may still hear frames of the leader before it. */
  place(): TabPlace | undefined;
  createLine(listener: LineListener, after: string | undefined): Line;
}

const CONNECTING: LineStatus = { phase: 'connecting' };

/** Has the one stream of all tabs: what they want together, from the place of the one that is furthest behind. */
export class TabLeader implements LineListener {
  private readonly members = new Map<string, TabWants>();
  private readonly places: TabPlace[] = [];
  private readonly answered = new Set<string>();
  /** Tabs whose answers are waited for; `undefined` while it is not known who they are. */
  private awaited: ReadonlySet<string> | undefined;
  private line: Line | undefined;
  private status = CONNECTING;
  private isPaused = false;
  private isClosed = false;
  private term = 0;
  private n = 0;

  constructor(private readonly options: TabLeaderOptions) {}

  /** Begins as soon as each of these tabs has answered. */
  await(tabs: ReadonlySet<string>): void {
    this.awaited = tabs;
    this.beginIfAnswered();
  }

  /** Begins now. Who has not answered finds that it cannot go on from its place, and asks for snapshots. */
  begin(): void {
    if (this.line || this.isClosed) return;
    const own = this.options.place();
    if (own) this.places.push(own);
    const last = Math.max(0, ...this.places.map(({ term }) => term));
    // By the clock, so that terms rise even when nobody is left who knows of the last one.
    this.term = Math.max(last + 1, Date.now());
    const [behind] = this.places.filter(({ term }) => term === last).sort((a, b) => a.n - b.n);
    const after = behind?.cursor ? behind : undefined;
    this.options.say({ kind: 'start', term: this.term, after, tabs: [...this.members.keys()] });
    this.line = this.options.createLine(this, after?.cursor);
    if (this.isPaused) this.line.pause('offline');
    this.apply();
    for (const { shows } of [...this.members.values()]) this.show(shows);
  }

  /** A tab says what it wants. */
  hear(tab: string, n: number, wants: TabWants): void {
    // Who comes now wants it tried again, and is not to fail by what was before.
    if (this.status.phase === 'failed' && !this.members.has(tab)) {
      this.status = CONNECTING;
      this.line?.retry();
    }
    this.members.set(tab, wants);
    this.options.say({ kind: 'heard', to: tab, n, status: toPlainStatus(this.status) });
    if (!this.line) return;
    this.apply();
    if (this.members.has(tab)) this.show(wants.shows);
  }

  /** A tab has answered the question where it is. */
  answer(tab: string, place: TabPlace | undefined): void {
    if (place) this.places.push(place);
    this.answered.add(tab);
    this.beginIfAnswered();
  }

  forget(tab: string): void {
    if (this.members.delete(tab)) this.apply();
    this.answered.add(tab);
    this.beginIfAnswered();
  }

  /** Forgets all tabs but these. */
  keep(tabs: ReadonlySet<string>): void {
    for (const tab of [...this.members.keys()]) if (!tabs.has(tab)) this.forget(tab);
  }

  retry(): void {
    this.line?.retry();
  }

  /** There is no network, until `resume`. */
  pause(): void {
    this.isPaused = true;
    this.line?.pause('offline');
  }

  resume(): void {
    this.isPaused = false;
    this.line?.resume();
  }

  close(): void {
    this.isClosed = true;
    this.line?.close();
  }

  onFrame(frame: LineFrame): void {
    this.n += 1;
    const { shows: shown } = frame;
    // It is under way: the line sees to it that it comes. Who asks from here on asks anew.
    if (shown) {
      this.change(({ topics, shows }) => ({ topics, shows: shows.filter((each) => !shown.selectors.has(each)) }));
    }
    this.options.say({ kind: 'frame', term: this.term, n: this.n, frame });
    if (frame.type !== 'tape.closed') return;
    const { topic } = frame.body as { topic?: string };
    // Who needs a snapshot of it still wants it. The others are about to say that they do not.
    this.change((wants) =>
      wants.shows.includes(topic ?? '') ? wants : { ...wants, topics: without(wants.topics, topic) },
    );
    this.apply();
  }

  onStatus(status: LineStatus): void {
    this.status = status;
    this.options.say({ kind: 'status', status: toPlainStatus(status) });
  }

  onRefused(topic: string, error: ClientError): void {
    this.options.say({ kind: 'refused', topic, error: toPlainError(error) });
    this.change(({ topics, shows }) => ({ topics: without(topics, topic), shows: without(shows, topic) }));
    this.apply();
  }

  private beginIfAnswered(): void {
    const { self } = this.options;
    if (this.awaited && [...this.awaited].every((tab) => tab === self || this.answered.has(tab))) this.begin();
  }

  private change(how: (wants: TabWants) => TabWants): void {
    for (const [tab, wants] of [...this.members]) this.members.set(tab, how(wants));
  }

  private show(topics: readonly string[]): void {
    for (const topic of topics) this.line?.show(topic);
  }

  /** Wants what all want. Who comes last and does not fit is sent away. */
  private apply(): void {
    let all: ReadonlySet<string> = new Set();
    for (const [tab, { topics }] of [...this.members]) {
      const more = new Set([...all, ...topics]);
      if (tab === this.options.self || fitIntoStream(more)) all = more;
      else {
        this.members.delete(tab);
        this.options.say({ kind: 'full', to: tab });
      }
    }
    this.line?.want(all);
  }
}

const without = (topics: readonly string[], topic: string | undefined): readonly string[] =>
  topics.filter((other) => other !== topic);
