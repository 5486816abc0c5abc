import type { Page } from 'playwright-core';
import { post, postNews, put } from './http';

/** A live view in which something happens, and what it is to show of that. */
export interface Survivor {
  /** Prepares what the view shows, and gives its address. */
  readonly prepare: (url: string) => Promise<string>;
  /** Something more happens to what the address names, outside of the page. `count` is 1 for the first. */
  readonly happen: (url: string, count: number, hash: string) => Promise<unknown>;
  /** Everything that the view shows of what has happened: what is shown twice is there twice. */
  readonly shown: (page: Page) => Promise<readonly string[]>;
  /** What it shows when that much has happened. */
  readonly expected: (count: number) => readonly string[];
  /** Takes up the stream again, where the view leaves that to a person. */
  readonly takeUp?: (page: Page) => Promise<void>;
}

const append = (url: string, topic: string, type: string, data: object = {}): Promise<object> =>
  post<object>(`${url}/v1/topics/${topic}/events`, { type, data });

const texts = (selector: string) => (page: Page) => page.locator(selector).allTextContents();

const newestFirst = (count: number, nameOf: (count: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => nameOf(count - index));

/** The first thing that happens to an order is that it was placed. */
const ORDER_COMMANDS = [undefined, undefined, 'start-cooking', 'dispatch', 'deliver'];
const ORDER_STEPS = [
  [],
  ['current', 'ahead', 'ahead', 'ahead'],
  ['done', 'current', 'ahead', 'ahead'],
  ['done', 'done', 'current', 'ahead'],
  ['done', 'done', 'done', 'done'],
];

const orders: Survivor = {
  prepare: async (url) => {
    const { id } = await post(`${url}/v1/orders`, { items: [{ name: 'Margherita', quantity: 1 }] });
    return `#/orders/${id}`;
  },
  happen: async (url, count, hash) => {
    const command = ORDER_COMMANDS[count];
    if (command) await post(`${url}/v1${hash.slice(1)}/${command}`);
  },
  // The version is a proof that each happened once.
  shown: (page) =>
    page
      .locator('[data-step], tape-facts [data-fact="version"]')
      .evaluateAll((parts) => parts.map((part) => part.getAttribute('data-standing') ?? part.textContent ?? '')),
  expected: (count) => [...(ORDER_STEPS[count] ?? []), String(count)],
};

const feeds: Survivor = {
  prepare: async (url) => {
    await put(`${url}/v1/users/survivor/following/wire`);
    return '#/feeds/survivor';
  },
  happen: (url, count) => {
    const object = { type: 'note', id: `note-${count}` };
    return post(`${url}/v1/users/wire/activities`, { verb: 'post', object, text: `Note ${count}` });
  },
  shown: texts('post-card .post-text'),
  expected: (count) => newestFirst(count, (number) => `Note ${number}`),
};

const notifications: Survivor = {
  prepare: async () => '#/notifications/survivor',
  happen: (url, count) => {
    const object = { type: 'photo', id: `photo-${count}`, name: `Photo ${count}`, attributedTo: 'survivor' };
    return post(`${url}/v1/users/ida/activities`, { verb: 'like', object });
  },
  shown: texts('notification-row .notice-about'),
  expected: (count) => newestFirst(count, (number) => `“Photo ${number}”`),
};

const quotes: Survivor = {
  prepare: async () => '#/quotes/SURVIVOR',
  happen: (url, count) => {
    const prices = { bid: '9.90', ask: '10.10', last: `10.0${count}`, high: '11.00', low: '9.00' };
    return append(url, 'quotes/SURVIVOR', 'quotes.updated', { ...prices, size: 100, day: '2026-11-22' });
  },
  // The volume is the sum of all trades.
  shown: texts('quote-row[data-symbol="SURVIVOR"] :is(.quote-last, .quote-volume)'),
  expected: (count) => [`10.0${count}`, `${100 * count}`],
};

const matches: Survivor = {
  prepare: async (url) => {
    const fixture = { home: 'Peru', away: 'Chad', kickOff: '2026-11-22T19:00:00Z' };
    await append(url, 'matches/survivor', 'matches.scheduled', fixture);
    await append(url, 'matches/survivor', 'matches.kicked_off');
    return '#/matches/survivor';
  },
  happen: (url, count) => {
    const goal = { goalId: `goal-${count}`, team: 'home', player: `Scorer ${count}`, minute: count };
    return append(url, 'matches/survivor', 'matches.goal_scored', goal);
  },
  shown: texts('match-card :is(.match-goals, .incidents li > span:last-child)'),
  expected: (count) => [String(count), '0', ...newestFirst(count, (number) => `Scorer ${number}`)],
};

const news: Survivor = {
  prepare: async () => '#/',
  happen: (url, count) => postNews(url, 'published', { storyId: `survivor-${count}`, headline: `Story ${count}` }),
  // The tape goes round: its order is where it is.
  shown: async (page) => (await texts('.ticker .story-headline')(page)).sort().reverse(),
  expected: (count) => newestFirst(count, (number) => `Story ${number}`),
};

const lab: Survivor = {
  prepare: async () => `#/lab/${encodeURIComponent('news/survivor')}`,
  happen: (url, count) =>
    append(url, 'news/survivor', 'news.published', { storyId: `lab-${count}`, headline: `Frame ${count}` }),
  // What a snapshot stands for is inside of it.
  shown: async (page) => {
    const raw = await page.locator('.wire-frame').evaluateAll((frames) =>
      frames.map((frame) => {
        const details = frame.querySelector('details');
        if (details) details.open = frame.getAttribute('data-event') === 'tape.snapshot';
        return frame.textContent ?? '';
      }),
    );
    const headlines = [...new Set(raw.flatMap((text) => [...text.matchAll(/Frame \d+/g)].map(String)))];
    const facts = await texts('lab-wire :is([data-fact="lost"], [data-fact="repeated"])')(page);
    return [...headlines.sort().reverse(), ...facts];
  },
  expected: (count) => [...newestFirst(count, (number) => `Frame ${number}`), '0', '0'],
  takeUp: (page) => page.getByRole('button', { name: 'Reconnect with the cursor' }).click(),
};

const catalogue: Survivor = {
  prepare: async (url) => {
    const { id } = await post(`${url}/v1/orders`, { items: [{ name: 'Margherita', quantity: 1 }] });
    return `#/catalogue/${encodeURIComponent(`orders.eta_changed/${id}`)}`;
  },
  happen: (url, count, hash) => {
    const [, id] = decodeURIComponent(hash).split('orders.eta_changed/');
    // Another hour each time: what hardly differs is no change.
    const eta = new Date(Date.now() + count * 3_600_000).toISOString();
    return post(`${url}/v1/orders/${id}/change-eta`, { eta });
  },
  shown: (page) =>
    page.locator('.tail-row').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-version') ?? '')),
  // The first version is that the order was placed.
  expected: (count) => newestFirst(count, (number) => String(number + 1)),
};

/** By the name of the view; the ticker is on all of them, and looked at at home. */
export const SURVIVORS: Readonly<Record<string, Survivor>> = {
  home: news,
  orders,
  feeds,
  notifications,
  quotes,
  matches,
  lab,
  catalogue,
};
