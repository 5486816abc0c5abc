import { createClient, type Client, type ClientOptions } from '@tickertape/client';
import { orders } from '@tickertape/events';
import { EventSource } from 'eventsource';
import OpenAI from 'openai';
import { startApi, type Api } from './support/api.process';
import { get } from './support/http.request';
import { codeBlocks, runExample } from './support/readme';
import { typeErrors } from './support/readme.types';
import { within } from './support/within';

let api: Api;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api?.[Symbol.asyncDispose]());

/** A console that keeps what is said, and tells when it was. */
class Said {
  readonly lines: string[] = [];
  private waiting: (() => void)[] = [];

  readonly log = (...words: unknown[]): void => {
    this.lines.push(words.join(' '));
    for (const look of this.waiting) look();
  };

  until(line: string): Promise<void> {
    const said = new Promise<void>((resolve) => {
      this.waiting.push(() => this.lines.includes(line) && resolve());
    });
    return within(() => `"${line}" after ${JSON.stringify(this.lines)}`, said);
  }
}

describe('README.md calls it', () => {
  it('by code that strict TypeScript takes', () => {
    expect(codeBlocks('ts')).toHaveLength(3);
    expect(typeErrors(codeBlocks('ts'))).toEqual([]);
  }, 60_000);

  it('with the SDK, which follows an order to its end', async () => {
    const said = new Said();
    const clients: Client[] = [];
    const world = {
      createClient: (options: ClientOptions) => (clients[0] = createClient(options)),
      orders,
      console: said,
    };
    const finished = said.until('finished delivered');
    await runExample('@tickertape/client', api.url, world);
    await finished;
    clients[0]?.close();
    expect(said.lines).toEqual(expect.arrayContaining(['live received', 'live cooking', 'live out_for_delivery']));
  }, 60_000);

  it("with a page's EventSource, which follows an order to its end", async () => {
    const said = new Said();
    // The page's world: paths are those of its own origin.
    const here = class extends EventSource {
      constructor(path: string) {
        super(new URL(path, api.url));
      }
    };
    const fetchHere = (path: string, init: RequestInit) => fetch(new URL(path, api.url), init);
    const delivered = said.until('enjoy');
    await runExample('new EventSource', api.url, { fetch: fetchHere, EventSource: here, console: said, crypto });
    await delivered;
    expect(said.lines[0]).toMatch(/^is (received|cooking)$/);
  }, 60_000);

  it("with OpenAI's SDK, which has every letter once although it walked away", async () => {
    const said: string[] = [];
    const asked: string[] = [];
    const noting = (url: string | URL | Request, init?: RequestInit) => {
      asked.push(String(url));
      return fetch(url, init);
    };
    const here = class extends OpenAI {
      constructor(options: object) {
        super({ ...options, fetch: noting });
      }
    };
    await runExample("from 'openai'", api.url, { OpenAI: here, console: { log: (delta: string) => said.push(delta) } });
    const [, id] = /\/responses\/resp_(\w+)\?/.exec(asked[1] ?? '') ?? [];
    const generation = await get<{ status: string; text: string }>(`${api.url}/v1/generations/${id}`);
    expect(generation.body.status).toBe('completed');
    expect(said.length).toBeGreaterThan(1);
    expect(said.join('')).toBe(generation.body.text);
  }, 60_000);
});
