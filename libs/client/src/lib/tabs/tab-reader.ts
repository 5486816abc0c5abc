import type { LineFrame } from '../streams/line';
import type { TabMessage, TabPlace, TabWants } from './tab-messages';

type Start = Extract<TabMessage, { kind: 'start' }>;
type Numbered = Extract<TabMessage, { kind: 'frame' }>;

/** What a tab has read of what its leaders say: its place, and what it needs to go on. */
export class TabReader {
  private topics: ReadonlySet<string> = new Set();
  /** Topics of which a snapshot is needed. */
  private readonly shows = new Set<string>();
  /** Of those, the ones of which something was missed: their snapshot is news also to who has the topic. */
  private readonly missed = new Set<string>();
  private at: TabPlace | undefined;

  get wants(): TabWants {
    return { topics: [...this.topics], shows: [...this.shows] };
  }

  /** `undefined` before the first frame. */
  get place(): TabPlace | undefined {
    return this.at;
  }

  want(topics: ReadonlySet<string>): void {
    this.topics = topics;
    for (const marked of [this.shows, this.missed]) {
      for (const topic of marked) if (!topics.has(topic)) marked.delete(topic);
    }
  }

  show(topic: string): void {
    this.shows.add(topic);
  }

  /** A new leader goes on. `false` when it does so after a place that this tab has not reached: then it needs snapshots. */
  start({ term, after }: Start): boolean {
    const { at } = this;
    const misses = after !== undefined && !(at?.term === after.term && at.n >= after.n);
    if (misses) this.missAll();
    this.at = { term, n: 0, cursor: after?.cursor ?? '' };
    return !misses;
  }

  /** The frame as this tab is to see it, if it is, and whether one before it has not come: then it needs snapshots. */
  take({ term, n, frame }: Numbered): { readonly frame?: LineFrame; readonly isWhole: boolean } {
    const { at } = this;
    // From a leader that is none any more: the new one repeats it.
    if (at && term < at.term) return { isWhole: true };
    const isWhole = !at || (at.term === term && at.n + 1 === n);
    if (!isWhole) this.missAll();
    this.at = { term, n, cursor: frame.cursor };
    return { frame: this.see(frame), isWhole };
  }

  private see(frame: LineFrame): LineFrame | undefined {
    const { topic } = frame.body as { topic?: string };
    if (topic === undefined) return frame;
    if (frame.type === 'tape.snapshot') {
      this.shows.delete(topic);
      return this.missed.delete(topic) ? { ...frame, afresh: true } : frame;
    }
    return this.missed.has(topic) ? undefined : frame;
  }

  private missAll(): void {
    for (const topic of this.topics) {
      this.missed.add(topic);
      this.shows.add(topic);
    }
  }
}
