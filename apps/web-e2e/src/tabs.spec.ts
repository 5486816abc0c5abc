import type { Page } from 'playwright-core';
import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { post, postNews } from './support/http';
import { until } from './support/until';
import {
  asPrinted,
  getGeneration,
  printed,
  waitForPhase,
  waitForStatus,
  waitForStep,
  waitForText,
} from './support/views';

describeInBrowser('three tabs', ({ openPage }) => {
  let api: ApiProcess;
  beforeEach(async () => {
    api = await ApiProcess.start();
  });
  afterEach(() => api?.[Symbol.asyncDispose]());

  /** Opens the addresses in tabs of one browser, the first one first: it leads. */
  async function openTabs(...hashes: readonly string[]): Promise<Page[]> {
    const first = await openPage();
    const tabs: Page[] = [];
    for (const hash of hashes) {
      const tab = tabs.length === 0 ? first : await first.context().newPage();
      await tab.goto(`${api.url}/${hash}`);
      await waitForPhase(tab, 'live');
      tabs.push(tab);
    }
    return tabs;
  }

  /** The streams that the server has open, by its own count. */
  async function openStreams(): Promise<number> {
    const metrics = await (await fetch(`${api.url}/metrics`)).text();
    return Number(/^tickertape_streams_open (\d+)$/m.exec(metrics)?.[1]);
  }

  const untilOneStream = () =>
    until('the server has one stream open', async () => (await openStreams()) === 1 || undefined);

  it('have one connection together, whatever each of them shows', async () => {
    const generation = await post(`${api.url}/v1/generations`, { prompt: 'Why?', model: 'sim-slow' });
    const order = await post(`${api.url}/v1/orders`, { items: [{ name: 'Margherita', quantity: 1 }] });
    const tabs = await openTabs('#/', `#/generations/${generation.id}`, `#/orders/${order.id}`);
    await untilOneStream();
    await postNews(api.url, 'published', { storyId: 's-1', headline: 'For all tabs' });
    for (const tab of tabs) await tab.locator('[data-story="s-1"]').waitFor();
    await post(`${api.url}/v1/orders/${order.id}/start-cooking`);
    const [, chat, kitchen] = tabs as [Page, Page, Page];
    await waitForStep(kitchen, 'cooking', 'current');
    await waitForText(chat, 20);
    expect(await openStreams()).toBe(1);
  });

  it('have one connection together for whole families too, and go on when the one that leads is closed', async () => {
    const append = (topic: string, type: string, data: object) =>
      post<object>(`${api.url}/v1/topics/${topic}/events`, { type, data });
    const trade = (symbol: string, last: string) => {
      const prices = { bid: '9.90', ask: '10.10', last, high: '11.00', low: '9.00' };
      return append(`quotes/${symbol}`, 'quotes.updated', { ...prices, size: 100, day: '2026-11-22' });
    };
    const schedule = (id: string, home: string) =>
      append(`matches/${id}`, 'matches.scheduled', { home, away: 'Chad', kickOff: '2026-11-22T19:00:00Z' });
    await trade('ACME', '10.00');
    await schedule('m1', 'Peru');
    const order = await post(`${api.url}/v1/orders`, { items: [{ name: 'Margherita', quantity: 1 }] });
    const tabs = await openTabs('#/quotes', '#/matches', `#/orders/${order.id}`, '#/quotes');
    await untilOneStream();

    const [leader, scores, kitchen, market] = tabs as [Page, Page, Page, Page];
    const price = (tab: Page, text: string) =>
      tab.locator('quote-row[data-symbol="ACME"]').getByText(text, { exact: true }).waitFor();
    for (const tab of [leader, market]) await price(tab, '10.00');
    await scores.locator('match-line[data-match="m1"]', { hasText: 'Peru' }).waitFor();
    await leader.close();
    await trade('ACME', '10.05');
    await trade('ZINC', '3.00');
    await schedule('m2', 'Fiji');
    await post(`${api.url}/v1/orders/${order.id}/start-cooking`);
    await price(market, '10.05');
    await market.locator('quote-row[data-symbol="ZINC"]').waitFor();
    await scores.locator('match-line[data-match="m2"]', { hasText: 'Fiji' }).waitFor();
    await waitForStep(kitchen, 'cooking', 'current');
    await postNews(api.url, 'published', { storyId: 's-1', headline: 'For all tabs' });
    for (const tab of [scores, kitchen, market]) {
      await tab.locator('[data-story="s-1"]').first().waitFor();
      await waitForPhase(tab, 'live');
    }
    expect(await openStreams()).toBe(1);
  });

  it.each(['is closed', 'crashes'])('have every letter, each once, when the one that leads %s', async (how) => {
    const { id } = await post(`${api.url}/v1/generations`, { prompt: 'Why?', model: 'sim-slow', maxTokens: 80 });
    const [leader, ...others] = (await openTabs(...Array(3).fill(`#/generations/${id}`))) as [Page, Page, Page];
    for (const tab of others) await waitForText(tab, 20);
    if (how === 'is closed') await leader.close();
    else void leader.goto('chrome://crash').catch(() => {});
    for (const tab of others) await waitForStatus(tab, 'completed');
    const { text } = await getGeneration(api.url, id);
    for (const tab of others) {
      expect(await printed(tab)).toBe(asPrinted(text));
      // Nothing was made good by a snapshot.
      expect(await tab.locator('.gap').allTextContents()).toEqual(['']);
    }
    // What is left is the ticker.
    await untilOneStream();
  });
});
