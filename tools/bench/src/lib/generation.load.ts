import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GenerationState } from '@tickertape/events';
import type { BenchOptions } from './bench.options';
import { GenerationReader } from './generation.reader';
import { requestJson } from './json.request';
import type { MeasuredWindow } from './measured.window';

/**
 * The first generations begin spread over more than the life of one, so that they do not begin and end in step for ever,
 * and the API has time to take their connections.
 */
export const RAMP_MS = 8_000;
/** How long a slot rests after a failure: an API that is gone would be asked without end. */
const REST_MS = 2_000;
/** Every so many generations, readers' texts are compared with the resource. */
const SAMPLE_EVERY = 20;
/** Of what went wrong, the first reasons say enough. */
const REASONS_SHOWN = 5;

interface Resource extends GenerationState {
  readonly version: number;
  readonly links: { readonly self: string; readonly stream: string };
}

/** What a generation came to at its readers, to be compared with what the API says it is. */
interface Sample {
  readonly url: string;
  readonly readers: readonly { readonly text: string; readonly version: number }[];
}

/** What all generations of a run came to. */
export interface LoadTotals {
  started: number;
  completed: number;
  /** Events that some reader did not get, or got twice. */
  lost: number;
  repeated: number;
  /** Readers that did not get to the end. */
  broken: number;
  /** Requests that failed before there was anything to read: the load was smaller by them, but nobody lost an event. */
  failed: number;
  /** Why, of the first ones. */
  readonly reasons: string[];
  /** Generations compared with the resource, and those of them that differ in text or version at some reader. */
  compared: number;
  different: number;
  /** Of those compared; together they say how long a token is. */
  tokens: number;
  characters: number;
}

/** Keeps a number of generations running and each followed by its readers: where one ends the next begins. */
export class GenerationLoad {
  readonly totals: LoadTotals = {
    started: 0,
    completed: 0,
    lost: 0,
    repeated: 0,
    broken: 0,
    failed: 0,
    reasons: [],
    compared: 0,
    different: 0,
    tokens: 0,
    characters: 0,
  };
  private readonly live = new Set<GenerationReader>();
  private readonly samples: Sample[] = [];
  private stopping = false;
  private slots: Promise<unknown> = Promise.resolve();
  private generating = 0;

  constructor(
    private readonly url: string,
    private readonly options: Pick<
      BenchOptions,
      'generations' | 'tokens' | 'readersPerGeneration' | 'freshConnections'
    >,
    private readonly window: MeasuredWindow,
  ) {}

  /** Generations that are followed now. */
  get running(): number {
    return this.generating;
  }

  /** Begins; full after `RAMP_MS`. */
  start(): void {
    const { generations } = this.options;
    this.slots = Promise.all(
      Array.from({ length: generations }, (_, slot) => this.fill((slot / generations) * RAMP_MS)),
    );
  }

  /** Closes the window: what every reader is waiting for just now is measured too. */
  endWindow(): void {
    const now = performance.now();
    this.live.forEach((reader) => reader.endWindow(now));
    this.window.end();
  }

  /** Starts nothing more and waits for the end of what runs, at most so long. */
  async finish(deadlineMs: number): Promise<void> {
    this.stopping = true;
    await Promise.race([this.slots, sleep(deadlineMs, undefined, { ref: false })]);
    for (const { continuity } of this.live) this.addFaults(continuity.faults);
    const agent = new Agent({ keepAlive: true });
    for (const sample of this.samples) await this.compare(sample, agent);
    agent.destroy();
  }

  /** One slot is one person: its requests share connections, as those of a browser do, and nobody else's. Never rejects. */
  private async fill(delayMs: number): Promise<void> {
    const agent = new Agent({ keepAlive: !this.options.freshConnections });
    await sleep(delayMs, undefined, { ref: false });
    while (!this.stopping) {
      try {
        await this.follow(agent);
      } catch (error) {
        this.totals.failed += 1;
        this.explain(String(error));
        await sleep(REST_MS, undefined, { ref: false });
      }
    }
    agent.destroy();
  }

  /** One generation, from its start to the last of its readers. */
  private async follow(agent: Agent): Promise<void> {
    this.totals.started += 1;
    const number = this.totals.started;
    const askedAt = performance.now();
    const { links } = await this.begin(number, agent);
    const readers = Array.from(
      { length: this.options.readersPerGeneration },
      (_, i) => new GenerationReader({ url: this.url + links.stream, agent, askedAt, first: i === 0 }, this.window),
    );
    this.generating += 1;
    readers.forEach((reader) => this.live.add(reader));
    await Promise.all(readers.map(({ over }) => over));
    readers.forEach((reader) => this.live.delete(reader));
    this.generating -= 1;
    for (const { continuity, broken } of readers) {
      this.addFaults(continuity.faults);
      if (broken) {
        this.totals.broken += 1;
        this.explain(broken);
      }
    }
    if (readers.every(({ broken }) => !broken)) this.totals.completed += 1;
    if (number % SAMPLE_EVERY !== 1) return;
    this.samples.push({
      url: this.url + links.self,
      readers: readers.map(({ text, continuity }) => ({ text, version: continuity.version })),
    });
  }

  private begin(number: number, agent: Agent): Promise<Resource> {
    return requestJson(`${this.url}/v1/generations`, agent, 201, {
      prompt: `Tell the story of tape number ${number}.`,
      model: 'sim-long',
      maxTokens: this.options.tokens,
      seed: number,
    });
  }

  private async compare({ url, readers }: Sample, agent: Agent): Promise<void> {
    try {
      const { text, version, usage } = await requestJson<Resource>(url, agent, 200);
      this.totals.compared += 1;
      if (readers.some((reader) => reader.text !== text || reader.version !== version)) this.totals.different += 1;
      this.totals.tokens += usage?.completionTokens ?? 0;
      this.totals.characters += text.length;
    } catch (error) {
      this.totals.failed += 1;
      this.explain(String(error));
    }
  }

  private addFaults({ lost, repeated }: { readonly lost: number; readonly repeated: number }): void {
    this.totals.lost += lost;
    this.totals.repeated += repeated;
  }

  private explain(reason: string): void {
    if (this.totals.reasons.length < REASONS_SHOWN) this.totals.reasons.push(reason);
  }
}
