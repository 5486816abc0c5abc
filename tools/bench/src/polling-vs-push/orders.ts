import { Agent } from 'node:http';
import { requestJson } from '../lib/json.request';
import { EvenSteps } from './even.steps';
import { strideOf } from './stride';
import type { UserViews } from './user.views';

/** Orders that are placed at a time. */
const PLACING = 64;
/** The version of an order that was placed and nothing else. */
export const PLACED_VERSION = 1;
/** By so much each update moves the time of arrival: less than a minute would be no update. */
const ETA_STEP_MS = 120_000;
const MS_PER_S = 1_000;

/** The orders of all users: placed once, then updated in even steps of time. */
export class Orders {
  /** An update waits for no other: behind a server that is past its limit it would queue here, and not there. */
  private readonly agent = new Agent({ keepAlive: true });
  private readonly stride: number;
  private steps: EvenSteps | undefined;
  private answers = 0;
  private failure: unknown;
  /** The id of each user's order. */
  readonly ids: string[] = [];
  /** Updates that were asked for. */
  updates = 0;

  constructor(
    private readonly url: string,
    private readonly users: number,
  ) {
    this.stride = strideOf(users);
  }

  async place(): Promise<void> {
    const place = async (): Promise<void> => {
      for (let user = this.ids.push('') - 1; user < this.users; user = this.ids.push('') - 1) {
        const body = { items: [{ name: 'Margherita', quantity: 1 }], address: `${user + 1} Tape Street` };
        const { id } = await requestJson<{ id: string }>(`${this.url}/v1/orders`, this.agent, 201, body);
        this.ids[user] = id;
      }
    };
    await Promise.all(Array.from({ length: PLACING }, place));
    this.ids.length = this.users;
  }

  /** Changes the time of arrival of one order after the other; each of them once in `everySeconds`. */
  startUpdates(everySeconds: number, views: UserViews): void {
    const fromMs = Date.now();
    this.steps = new EvenSteps((everySeconds * MS_PER_S) / this.users, (step, dueMs) => {
      const user = (step * this.stride) % this.users;
      const version = views.update(user, dueMs);
      this.updates += 1;
      this.send(this.ids[user] ?? '', new Date(fromMs + version * ETA_STEP_MS).toISOString(), version);
    });
  }

  /** Updates that have no answer yet. Throws when one was not taken. */
  get unanswered(): number {
    if (this.failure) throw this.failure;
    return this.updates - this.answers;
  }

  async stopUpdates(): Promise<void> {
    await this.steps?.stop();
  }

  close(): void {
    void this.steps?.stop();
    this.agent.destroy();
  }

  private send(id: string, eta: string, version: number): void {
    const url = `${this.url}/v1/orders/${id}/change-eta`;
    requestJson<{ version: number }>(url, this.agent, 200, { eta })
      .then((order) => {
        if (order.version !== version) throw new Error(`${id} is at version ${order.version}, not ${version}`);
        this.answers += 1;
      })
      .catch((error: unknown) => {
        this.failure ??= error;
      });
  }
}
