import type { Page } from 'playwright-core';
import { ApiProcess, type Environment } from './api-process';
import { describeInBrowser, type BrowserTests } from './browser';
import { get, post, postNews, put } from './http';
import { until } from './until';

/** An API with something on every view, and where that is. */
export interface EveryView extends BrowserTests {
  readonly url: string;
  /** All addresses of views: those that the navigation leads to, and those of resources. */
  addresses(page: Page): Promise<readonly string[]>;
}

/** `describe` of what holds for every view. The tests get the API once it has started: ask `views` inside of them. */
export function describeEveryView(tests: (views: EveryView) => void, environment: Environment = {}): void {
  describeInBrowser('every view', (browser) => {
    let api: ApiProcess;
    let filled: readonly string[];
    beforeAll(async () => {
      api = await ApiProcess.start({ SIMULATE: 'on', ...environment });
      filled = await fillViews(api);
    });
    afterAll(() => api?.[Symbol.asyncDispose]());

    tests({
      ...browser,
      get url() {
        return api.url;
      },
      addresses: async (page) => [...(await navigation(page)), ...filled],
    });
  });
}

/** Puts something on every view that shows resources, and gives their addresses. The API simulates its sources. */
export async function fillViews({ url }: ApiProcess): Promise<readonly string[]> {
  const users = `${url}/v1/users`;
  await put(`${users}/ann/following/bob`);
  await put(`${users}/bob/following/ann`);
  const note = (text: string, id: string) => ({ verb: 'post', object: { type: 'note', id }, text });
  await post(`${users}/bob/activities`, note('The tape is running.', 'note-1'));
  const { id } = await post(`${users}/ann/activities`, note('I have seen it too.', 'note-2'));
  const liked = { type: 'note', id, attributedTo: 'ann', name: 'I have seen it too.' };
  await post(`${users}/bob/activities`, { verb: 'like', object: liked });
  await postNews(url, 'published', {
    storyId: 'told',
    headline: 'Clerk reads the whole tape, and finds nothing missing',
  });
  await postNews(url, 'published', { storyId: 'mended', headline: 'Signal box to be painted gren' });
  await postNews(url, 'corrected', { storyId: 'mended', headline: 'Signal box to be painted green' });
  await postNews(url, 'published', { storyId: 'withdrawn', headline: 'Lunch is not soup' });
  await postNews(url, 'retracted', { storyId: 'withdrawn', reason: 'It was soup.' });
  const generation = await post(`${url}/v1/generations`, { prompt: 'Why paper?', model: 'sim-fast', maxTokens: 200 });
  const items = [
    { name: 'Margherita', quantity: 2 },
    { name: 'Lemonade', quantity: 1 },
  ];
  const order = await post(`${url}/v1/orders`, { items, address: '7 Elm Street' });
  await post(`${url}/v1/orders/${order.id}/start-cooking`);
  await post(`${url}/v1/orders/${order.id}/dispatch`, { courier: 'Noor' });
  const [quotes, matches] = await Promise.all([getFirst(`${url}/v1/quotes`), getFirst(`${url}/v1/matches`)]);
  return [
    `#/generations/${generation.id}`,
    `#/orders/${order.id}`,
    '#/feeds/ann',
    '#/notifications/ann',
    `#/quotes/${quotes}`,
    `#/matches/${matches}`,
    `#/lab/${encodeURIComponent('news/lab')}`,
    `#/catalogue/${encodeURIComponent(`orders.received/${order.id}`)}`,
  ];
}

async function getFirst(url: string): Promise<string> {
  const { items } = await get<{ items: readonly { readonly id: string }[] }>(url);
  return items[0]?.id ?? '';
}

/** The addresses that the navigation leads to: every view is there. */
export async function navigation(page: Page): Promise<readonly string[]> {
  const links = page.locator('nav[aria-label="Views"] a');
  await links.first().waitFor();
  return links.evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute('href') ?? ''));
}

/** Opens an address, and waits until its view is there and, unless told otherwise, connected. */
export async function openView(page: Page, url: string, hash: string, connected = true): Promise<void> {
  const name = /^#\/(\w+)/.exec(hash)?.[1] ?? 'home';
  await page.goto(`${url}/${hash}`);
  await page.locator(`main > tickertape-${name} h1`).waitFor();
  if (connected) await page.locator('connection-badge:is([data-phase="live"], [data-phase="finished"])').waitFor();
}

/** Waits until everything that the page waits for is there: no skeleton is left. */
export const settled = (page: Page): Promise<boolean> =>
  until('nothing is busy', async () =>
    (await page.locator('main [aria-busy="true"]').count()) === 0 ? true : undefined,
  );
