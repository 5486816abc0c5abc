import type { LineFrame } from '../streams/line';
import type { TabMessage, TabPlace, TabWants } from './tab-messages';

type Wants = Extract<TabMessage, { kind: 'wants' }>;
type Start = Extract<TabMessage, { kind: 'start' }>;
type Numbered = Extract<TabMessage, { kind: 'frame' }>;

/** What a tab has read of what its leaders say: its place, and what it needs to go on. */
export class TabReader {
  private topics: ReadonlySet<string> = new Set();
  /** Topics of which a snapshot is needed, with the number of the saying that asks for it. */
  private readonly shows = new Map<string, number>();
  /** Of those, the ones of which something was missed: their snapshot is news also to who has the topic. */
  private readonly missed = new Set<string>();
  private at: TabPlace | undefined;
  private sayings = 0;
  private heardOf = 0;
  /** Whether there is something that it has not said. */
  private isNews = false;

  constructor(private readonly self: string) {}

  get wants(): TabWants {
    return { topics: [...this.topics], shows: [...this.shows.keys()] };
  }

  /** `undefined` before the first frame. */
  get place(): TabPlace | undefined {
    return this.at;
  }

  get hasNews(): boolean {
    return this.isNews;
  }

  want(topics: ReadonlySet<string>): void {
    this.topics = topics;
    this.isNews = true;
    for (const topic of [...this.shows.keys()]) if (!topics.has(topic)) this.shows.delete(topic);
    for (const topic of [...this.missed]) if (!topics.has(topic)) this.missed.delete(topic);
  }

  show(topic: string): void {
    if (!this.shows.has(topic)) this.shows.set(topic, this.sayings + 1);
    this.isNews = true;
  }

  /** What it is to say now; `answers`: to a new leader who asks. */
  say(answers?: string): Wants {
    this.sayings += 1;
    this.isNews = false;
    return { kind: 'wants', from: this.self, n: this.sayings, wants: this.wants, place: this.at, answers };
  }

  /** The leader has heard what was said under a number. A late word of an earlier leader takes nothing back. */
  heard(n: number): void {
    this.heardOf = Math.max(this.heardOf, n);
  }

  /** A leader goes on. If not from where this tab is, or without knowing what it wants, then it needs snapshots. */
  start({ term, after, tabs }: Start): void {
    const { at } = this;
    if (at && term < at.term) return;
    const isBehind = after !== undefined && !(at?.term === after.term && at.n >= after.n);
    if (isBehind || !tabs.includes(this.self)) this.missAll();
    this.at = { term, n: 0, cursor: after?.cursor ?? '' };
  }

  /** The frame as this tab is to see it, if it is. If one before it has not come, then it needs snapshots. */
  take({ term, n, frame }: Numbered): LineFrame | undefined {
    const { at } = this;
    // From a leader that is none any more: the new one repeats it.
    if (at && term < at.term) return undefined;
    if (at && (at.term !== term || at.n + 1 !== n)) this.missAll();
    this.at = { term, n, cursor: frame.cursor };
    const { topic } = frame.body as { topic?: string };
    return topic === undefined ? frame : this.see(topic, frame);
  }

  private see(topic: string, frame: LineFrame): LineFrame | undefined {
    if (frame.type !== 'tape.snapshot') return this.missed.has(topic) ? undefined : frame;
    const asked = this.shows.get(topic);
    // A leader that does not know of the wish may leave the topic out behind it.
    if (asked !== undefined && asked > this.heardOf) return undefined;
    this.shows.delete(topic);
    return this.missed.delete(topic) ? { ...frame, afresh: true } : frame;
  }

  private missAll(): void {
    for (const topic of this.topics) {
      this.missed.add(topic);
      // Whatever was said of it may be lost too.
      this.shows.set(topic, this.sayings + 1);
    }
    this.isNews = true;
  }
}
