import { isSelected } from '@tickertape/wire';
import { isAllShown } from '../streams/frame-body';
import type { LineFrame, Shows } from '../streams/line';
import type { TabMessage, TabPlace, TabWants } from './tab-messages';

type Wants = Extract<TabMessage, { kind: 'wants' }>;
type Start = Extract<TabMessage, { kind: 'start' }>;
type Numbered = Extract<TabMessage, { kind: 'frame' }>;

/** What a tab has read of what its leaders say: its place, and what it needs to go on. */
export class TabReader {
  private topics: ReadonlySet<string> = new Set();
  /** Topics and whole families that must be shown, each with the number of the saying that asks for it. */
  private readonly shows = new Map<string, number>();
  /** What is being shown, each with the number of the saying that asked for it, if one did. */
  private coming: ReadonlyMap<string, number | undefined> = new Map();
  /** Of these something was missed: nothing of them is of use until they are shown, to nobody. */
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
    for (const selector of [...this.shows.keys()]) if (!isSelected(selector, topics)) this.shows.delete(selector);
    for (const topic of [...this.missed]) if (!topics.has(topic)) this.missed.delete(topic);
  }

  show(selector: string): void {
    // Who asks while it is coming may have come too late for that.
    if (this.shows.has(selector) && !this.coming.has(selector)) return;
    this.shows.set(selector, this.sayings + 1);
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
    this.coming = new Map();
    this.at = { term, n: 0, cursor: after?.cursor ?? '' };
  }

  /** The frame as this tab is to see it, if it is. If one before it has not come, then it needs snapshots. */
  take({ term, n, frame }: Numbered): LineFrame | undefined {
    const { at } = this;
    // From a leader that is none any more: the new one repeats it.
    if (at && term < at.term) return undefined;
    if (at && (at.term !== term || at.n + 1 !== n)) this.missAll();
    this.at = { term, n, cursor: frame.cursor };
    return this.see(frame);
  }

  private see(frame: LineFrame): LineFrame | undefined {
    if (frame.shows) return { ...frame, shows: this.begin(frame.shows) };
    if (isAllShown(frame.type)) this.settle();
    const { topic } = frame.body as { topic?: string };
    if (topic === undefined) return frame;
    const isForOthers =
      frame.type === 'tape.snapshot' && isSelected(topic, this.shows) && !isSelected(topic, this.coming);
    return isForOthers || isSelected(topic, this.missed) ? undefined : frame;
  }

  /** Of what the leader's stream shows, that which is for this tab. */
  private begin({ selectors, afresh }: Shows): Shows {
    // A leader that has not heard of a wish may leave its topic out right behind it.
    const mine = [...selectors].filter(
      (selector) => isSelected(selector, this.topics) && (this.shows.get(selector) ?? 0) <= this.heardOf,
    );
    this.coming = new Map(mine.map((selector) => [selector, this.shows.get(selector)]));
    const found = mine.filter((selector) => this.missed.delete(selector));
    return { selectors: new Set(mine), afresh: afresh || found.length > 0 };
  }

  /** What was coming has come. */
  private settle(): void {
    for (const [selector, asked] of this.coming) if (this.shows.get(selector) === asked) this.shows.delete(selector);
    this.coming = new Map();
  }

  private missAll(): void {
    this.coming = new Map();
    for (const topic of this.topics) {
      this.missed.add(topic);
      // Whatever was said of it may be lost too.
      this.shows.set(topic, this.sayings + 1);
    }
    this.isNews = true;
  }
}
