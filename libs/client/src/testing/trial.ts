import { createClient, type Client, type ClientOptions, type EventsOptions, type TapeMessage } from '../index';
import type { Answer, RoomCommand, RoomReport, SeenRequest } from './room-commands';

/** What every client does, wherever it runs. */
export interface Behaviour {
  /** A sentence. */
  readonly name: string;
  run(trial: Trial): Promise<void>;
}

/** Waits that are not what a test waits for are short; limits that are not what it is about are long. */
const TIMING = { firstWaitMs: 10, longestWaitMs: 50, pollMs: 20, helloTimeoutMs: 10_000, requestTimeoutMs: 10_000 };
/** How often a condition is looked at, and how long. */
const LOOK_MS = 5;
const PATIENCE_MS = 15_000;

/** One behaviour's client and room. Runs in pages too: it knows the server by its URL only. */
export class Trial {
  private readonly clients: Client[] = [];
  readonly url: string;

  constructor(serverUrl: string) {
    this.url = `${serverUrl}/room-${Math.random().toString(36).slice(2)}`;
  }

  createClient(options: ClientOptions = {}): Client {
    const timing = { ...TIMING, ...options.timing };
    const client = createClient({ url: this.url, tabs: 'own', ...options, timing });
    this.clients.push(client);
    return client;
  }

  async tell(command: RoomCommand): Promise<void> {
    await this.control({ method: 'POST', body: JSON.stringify(command) });
  }

  report(): Promise<RoomReport> {
    return this.control();
  }

  /** The streams that were asked for, oldest first. */
  async streams(): Promise<readonly SeenRequest[]> {
    return (await this.report()).requests.filter(({ path }) => path === '/v1/stream');
  }

  publish(channel: string, ...headlines: readonly string[]): Promise<void> {
    return this.tell({ kind: 'append', topic: `news/${channel}`, events: headlines.map(story) });
  }

  answerStreams(...answers: readonly Answer[]): Promise<void> {
    return this.tell({ kind: 'answer-streams', answers });
  }

  answerRequests(...answers: readonly Answer[]): Promise<void> {
    return this.tell({ kind: 'answer-requests', answers });
  }

  async until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await isSo())) {
      if (Date.now() > deadline) throw new Error(`not within ${PATIENCE_MS} ms: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  untilStreams(count: number): Promise<void> {
    return this.until(`${count} streams were asked for`, async () => (await this.streams()).length >= count);
  }

  untilOpen(count: number): Promise<void> {
    return this.until(`${count} streams are open`, async () => (await this.report()).open === count);
  }

  /** Closes all clients, and waits until the server has no connection of them any more. */
  async end(): Promise<void> {
    for (const client of this.clients) client.close();
    await this.untilOpen(0);
  }

  private async control(init?: { method: string; body: string }): Promise<RoomReport> {
    const response = await fetch(`${this.url}/control`, init);
    if (!response.ok) throw new Error(`control: ${response.status} ${await response.text()}`);
    return (await response.json()) as RoomReport;
  }
}

/** Runs a behaviour against a server of rooms. Rejects when it is another. */
export async function tryBehaviour({ run }: Behaviour, serverUrl: string): Promise<void> {
  const trial = new Trial(serverUrl);
  try {
    await run(trial);
  } finally {
    await trial.end();
  }
}

/** A message of a loop, in so many words. */
export const brief = (message: TapeMessage): string =>
  `${message.type} ${message.topic ?? ''} ${'version' in message ? message.version : ''}`.trim();

/** Records what a loop sees, until its client is closed. */
export function record(client: Client, topics: readonly string[], options?: EventsOptions): TapeMessage[] {
  const messages: TapeMessage[] = [];
  void (async () => {
    try {
      for await (const message of client.events(topics, options)) messages.push(message);
    } catch {
      // The client is closed.
    }
  })();
  return messages;
}

export const story = (headline: string): { type: string; data: object } => ({
  type: 'news.published',
  data: { storyId: headline, headline },
});
