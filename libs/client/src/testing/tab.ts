import { isTopic } from '@tickertape/wire';
import { DEFAULT_TIMING } from '../lib/client-options';
import { EventReader } from '../lib/event-reader';
import { TopicHub } from '../lib/hub/topic-hub';
import { Access } from '../lib/requests/access';
import type { Line, LineListener } from '../lib/streams/line';
import { StreamLine } from '../lib/streams/stream-line';
import { TabsLine } from '../lib/tabs/tabs-line';
import type { TapeMessage } from '../lib/tape-message';
import type { FakeTab, FakeTabs } from './fake-tabs';

const TIMING = { ...DEFAULT_TIMING, firstWaitMs: 5, longestWaitMs: 20 };

/** Longer than any lag: who does not answer in time is told that it has missed something, rightly. */
const ANSWER_MS = 3_000;

/** A tab with loops over topics and whole families, all that they have seen recorded. What it connects, it connects really. */
export class Tab {
  private readonly platform: FakeTab;
  readonly hub: TopicHub;
  /** Of each topic or whole family that is followed, what its loop has seen. */
  readonly seen = new Map<string, TapeMessage[]>();
  private readonly readers = new Map<string, EventReader>();

  constructor(
    private readonly tabs: FakeTabs,
    url: string,
  ) {
    this.platform = tabs.open();
    const access = new Access({ url });
    const createLine = (listener: LineListener, after: string | undefined): Line =>
      new StreamLine({ access, timing: TIMING, after }, listener);
    this.hub = new TopicHub(
      (_, listener) =>
        new TabsLine({ name: 'test', platform: this.platform, answerMs: ANSWER_MS, createLine }, listener),
    );
  }

  follow(topic: string): void {
    const reader = new EventReader([topic], this.hub, {});
    const seen: TapeMessage[] = [];
    this.readers.set(topic, reader);
    this.seen.set(topic, seen);
    void (async () => {
      try {
        for (;;) {
          const { done, value } = await reader.queue.next();
          if (done) return;
          seen.push(value);
        }
      } catch {
        // The tab is closed.
      }
    })();
  }

  unfollow(topic: string): void {
    void this.readers.get(topic)?.queue.return();
    this.readers.delete(topic);
    this.seen.delete(topic);
  }

  /** The last version of a topic that a loop has seen; -1 for none. `followed`: what the loop is over. */
  version(topic: string, followed = topic): number {
    const last = this.seen.get(followed)?.findLast((message) => message.topic === topic && 'version' in message);
    return last && 'version' in last ? last.version : -1;
  }

  /** Whether each loop has all of these versions of topics, and of no other. A topic without events has version 0. */
  has(versions: ReadonlyMap<string, number>): boolean {
    return [...this.seen.keys()].every((followed) => {
      const topics = isTopic(followed) ? [followed] : [...versions.keys()];
      return topics.every((topic) => this.version(topic, followed) === (versions.get(topic) ?? 0));
    });
  }

  /** What no loop may see: gaps, and versions of a topic that do not follow one another. As sentences. */
  get faults(): string[] {
    return [...this.seen].flatMap(([followed, all]) =>
      [...new Set(all.map(({ topic }) => topic))].flatMap((topic) => {
        const ofTopic = all.filter((message) => message.topic === topic);
        // A stream that is cut before it has a place starts afresh.
        const messages = ofTopic.slice(
          Math.max(
            0,
            ofTopic.findLastIndex(({ cursor }) => cursor === ''),
          ),
        );
        const kinds = messages.map(({ type }) => type);
        const versions = messages.flatMap((message) => ('version' in message ? [message.version] : []));
        const isDense = versions.every((version, at) => at === 0 || version === (versions[at - 1] ?? NaN) + 1);
        const isOnce = kinds.filter((kind) => kind === 'tape.snapshot').length <= 1 && !kinds.includes('tape.gap');
        return isDense && isOnce ? [] : [`${followed}, ${topic}: ${kinds.join(' ')}: ${versions.join(' ')}`];
      }),
    );
  }

  close(): void {
    this.hub.close();
  }

  /** Nothing is said, and its connections are cut. */
  crash(): void {
    this.tabs.crash(this.platform);
    // By now nobody hears of it.
    this.hub.close();
  }
}
