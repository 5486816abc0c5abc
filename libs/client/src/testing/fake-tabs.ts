import type { TabChannel, TabLocks, TabPlatform } from '../lib/tabs/tab-platform';

interface Waiting {
  readonly tab: FakeTab;
  grant(): void;
}

/** The locks and channels of an origin, as a browser gives them to its tabs: in order, and gone with the tab. */
export class FakeTabs {
  private readonly tabs = new Set<FakeTab>();
  private readonly queues = new Map<string, Waiting[]>();

  /** @param lagMs how long a tab takes for its next message, in milliseconds; none overtakes another. */
  constructor(readonly lagMs: () => number = () => 0) {}

  open(): FakeTab {
    const tab = new FakeTab(this);
    this.tabs.add(tab);
    return tab;
  }

  /** The names of the locks that are held. */
  get held(): readonly string[] {
    return [...this.queues].flatMap(([name, queue]) => (queue.length > 0 ? [name] : []));
  }

  wait(name: string, waiting: Waiting): void {
    const queue = this.queues.get(name) ?? [];
    this.queues.set(name, queue);
    queue.push(waiting);
    if (queue.length === 1) waiting.grant();
  }

  release(name: string, waiting: Waiting): void {
    const queue = this.queues.get(name) ?? [];
    const wasFirst = queue[0] === waiting;
    this.queues.set(
      name,
      queue.filter((other) => other !== waiting),
    );
    if (wasFirst) this.queues.get(name)?.[0]?.grant();
  }

  say(from: FakeChannel, name: string, message: unknown): void {
    const channels = [...this.tabs].flatMap((tab) => [...tab.channels]).filter((channel) => channel.name === name);
    for (const channel of channels) if (channel !== from) channel.hear(structuredClone(message));
  }

  /** It is gone without a word. */
  crash(tab: FakeTab): void {
    tab.isGone = true;
    tab.channels.clear();
    this.tabs.delete(tab);
    for (const [name, queue] of [...this.queues]) {
      for (const waiting of queue) if (waiting.tab === tab) this.release(name, waiting);
    }
  }
}

/** What one tab has of it. */
export class FakeTab implements TabPlatform {
  readonly channels = new Set<FakeChannel>();
  isGone = false;

  constructor(private readonly tabs: FakeTabs) {}

  readonly locks: TabLocks = {
    request: (name, { signal }, held) =>
      new Promise((resolve, reject) => {
        const waiting: Waiting = {
          tab: this,
          // As browsers do: not within the call.
          grant: () =>
            queueMicrotask(() => {
              if (this.isGone || signal.aborted) return;
              signal.removeEventListener('abort', giveUp);
              void held().then(() => {
                this.tabs.release(name, waiting);
                resolve();
              });
            }),
        };
        const giveUp = (): void => {
          this.tabs.release(name, waiting);
          reject(signal.reason as Error);
        };
        if (signal.aborted) return giveUp();
        signal.addEventListener('abort', giveUp);
        this.tabs.wait(name, waiting);
      }),
    query: () => Promise.resolve({ held: this.tabs.held.map((name) => ({ name })) }),
  };

  openChannel(name: string): TabChannel {
    const channel = new FakeChannel(this, this.tabs, name);
    this.channels.add(channel);
    return channel;
  }
}

class FakeChannel implements TabChannel {
  onmessage: TabChannel['onmessage'] = null;
  private readonly inbox: unknown[] = [];

  constructor(
    private readonly tab: FakeTab,
    private readonly tabs: FakeTabs,
    readonly name: string,
  ) {}

  postMessage(message: unknown): void {
    if (this.tab.channels.has(this)) this.tabs.say(this, this.name, message);
  }

  hear(message: unknown): void {
    this.inbox.push(message);
    if (this.inbox.length === 1) this.readOn(this.tabs.lagMs());
  }

  private readOn(lagMs: number): void {
    setTimeout(() => {
      if (!this.tab.channels.has(this)) return;
      this.onmessage?.({ data: this.inbox.shift() });
      if (this.inbox.length > 0) this.readOn(this.tabs.lagMs());
    }, lagMs);
  }

  close(): void {
    this.tab.channels.delete(this);
  }
}
