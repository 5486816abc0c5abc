import type { Client } from '@tickertape/client';
import { allowedCommands } from '@tickertape/events';
import type { Measure, RaceSample } from './measure';
import { orderScript, type ScriptStep } from './order-script';
import { PollingCrowd } from './polling-crowd';
import { Audience, History } from './staleness';
import { StreamedCrowd } from './streamed-crowd';

/** How long a race is. */
export const RACE_MS = 60_000;
const SAMPLE_MS = 500;
const MINUTE_MS = 60_000;

export interface RaceTerms {
  readonly people: number;
  readonly pollEveryMs: number;
  readonly updateEveryMs: number;
}

export interface RaceListener {
  onSample(sample: RaceSample): void;
  /** Over: its time was up, it was stopped, or something failed. */
  onEnd(problem: unknown): void;
}

/** One order that is followed both ways at the same time, by as many people each way. */
export class Race {
  readonly #history = new History();
  readonly #pollers: Audience;
  readonly #streamed: Audience;
  readonly #timers: ReturnType<typeof setTimeout>[] = [];
  #polling: PollingCrowd | undefined;
  #push: StreamedCrowd | undefined;
  #orderId: string | undefined;
  #isOver = false;

  constructor(
    private readonly client: Client,
    private readonly terms: RaceTerms,
    private readonly listener: RaceListener,
  ) {
    this.#pollers = new Audience(terms.people, this.#history);
    this.#streamed = new Audience(1, this.#history);
    this.#start().catch((error: unknown) => this.#end(error));
  }

  /** Polls that told nothing new, and polls that were left out since the one before had no answer. */
  get wasted(): Pick<PollingCrowd, 'unchanged' | 'leftOut'> {
    return this.#polling ?? { unchanged: 0, leftOut: 0 };
  }

  stop(): void {
    this.#end(undefined);
  }

  async #start(): Promise<void> {
    const { people, pollEveryMs, updateEveryMs } = this.terms;
    const placedMs = performance.now();
    const { id, links } = await this.client.orders.place({ items: [{ name: 'Margherita', quantity: 1 }] });
    this.#orderId = id;
    this.#history.add(placedMs);
    if (this.#isOver) return this.#finishOrder();
    this.#polling = new PollingCrowd(links.self, people, pollEveryMs, this.#pollers);
    this.#push = new StreamedCrowd(links.stream, people, this.#streamed);
    const startedMs = performance.now();
    const sample = (): void => this.#sample(performance.now() - startedMs);
    sample();
    this.#timers.push(setInterval(sample, SAMPLE_MS));
    // The last update is as long before the end as there is between two: so the polls can see it too.
    const steps = orderScript(Math.floor(RACE_MS / updateEveryMs) - 1);
    steps.forEach((step, index) => {
      this.#timers.push(setTimeout(() => void this.#take(id, step), (index + 1) * updateEveryMs));
    });
    this.#timers.push(setTimeout(() => this.#end(undefined), RACE_MS));
  }

  /** An update counts from when it was sent: so no two clocks have to agree. */
  async #take(id: string, { command, etaMinutes = 0 }: ScriptStep): Promise<void> {
    const { orders } = this.client;
    this.#history.add(performance.now());
    const eta = new Date(Date.now() + etaMinutes * MINUTE_MS).toISOString();
    try {
      if (command === 'start-cooking') await orders.startCooking(id);
      else if (command === 'dispatch') await orders.dispatch(id, { courier: 'Sam' });
      else if (command === 'deliver') await orders.deliver(id);
      else await orders.changeEta(id, { eta });
    } catch (error) {
      this.#end(error);
    }
  }

  #sample(atMs: number): void {
    const measure = ({ requests, bytes }: PollingCrowd | StreamedCrowd, audience: Audience): Measure => ({
      requests,
      bytes,
      stalenessMs: audience.stalenessMs(performance.now()),
      delayMs: audience.delayMs,
    });
    if (!this.#polling || !this.#push) return;
    const polling = measure(this.#polling, this.#pollers);
    this.listener.onSample({ atMs, polling, push: measure(this.#push, this.#streamed) });
  }

  #end(problem: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#polling?.stop();
    this.#push?.stop();
    void this.#finishOrder();
    this.listener.onEnd(problem);
  }

  /** Leaves no order behind that nobody will ever bring. */
  async #finishOrder(): Promise<void> {
    const { orders } = this.client;
    try {
      if (this.#orderId === undefined) return;
      const { id, status } = await orders.get(this.#orderId);
      const allowed = allowedCommands(status);
      if (allowed.includes('cancel')) await orders.cancel(id, { reason: 'The race is over.' });
      else if (allowed.includes('deliver')) await orders.deliver(id);
    } catch {
      // Then it stays as it is.
    }
  }
}
