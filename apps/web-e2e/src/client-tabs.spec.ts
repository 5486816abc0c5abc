import type { Page } from 'playwright-core';
import { describeInBrowser } from './support/browser';
import { startClientPage, type ClientPageServer, type ClientWindow } from './support/client-page';
import { until } from './support/until';

/** What a tab keeps of its loop over the events of a channel. */
interface TabWindow extends ClientWindow {
  seen: { type: string; topic?: string; version?: number }[];
  client: ReturnType<ClientWindow['clientPage']['createClient']>;
  trial: InstanceType<ClientWindow['clientPage']['Trial']>;
}

/** What a client loads where tabs share a stream. */
const TABS_CHUNK = '**/tabs-line*.js';

describeInBrowser('tabs of an origin', ({ openPage }) => {
  let server: ClientPageServer;
  let room: string;
  beforeAll(async () => void (server = await startClientPage()));
  afterAll(() => server?.[Symbol.asyncDispose]());
  beforeEach(() => void (room = `${server.url}/room-${Math.random().toString(36).slice(2)}`));

  /** Opens a tab that follows a channel, or all of them: `*`. */
  async function openTab(page: Page, channel = 'a'): Promise<Page> {
    await server.open(page);
    await page.evaluate(
      ({ url, topic }) => {
        const tab = globalThis as unknown as TabWindow;
        tab.seen = [];
        tab.client = tab.clientPage.createClient({ url });
        void (async () => {
          for await (const message of tab.client.events([topic])) tab.seen.push(message);
        })();
      },
      { url: room, topic: `news/${channel}` },
    );
    return page;
  }

  async function openTabs(count: number, channel = 'a'): Promise<[Page, ...Page[]]> {
    const first = await openPage();
    const pages: [Page, ...Page[]] = [await openTab(first, channel)];
    while (pages.length < count) pages.push(await openTab(await first.context().newPage(), channel));
    return pages;
  }

  const seen = (page: Page) => page.evaluate(() => (globalThis as unknown as TabWindow).seen);
  const versions = async (page: Page) => (await seen(page)).flatMap(({ version }) => version ?? []);
  const untilVersion = (page: Page, version: number) =>
    until(`version ${version}`, async () => (await versions(page)).at(-1) === version || undefined);

  const control = async (command?: object) => {
    const body = command && JSON.stringify(command);
    const response = await fetch(`${room}/control`, { method: body ? 'POST' : 'GET', body });
    return (await response.json()) as { open: number; requests: { path: string }[] };
  };
  const publish = (headline: string, channel = 'a') =>
    control({
      kind: 'append',
      topic: `news/${channel}`,
      events: [{ type: 'news.published', data: { storyId: headline, headline } }],
    });
  const untilOpen = (count: number) =>
    until(`${count} streams are open`, async () => (await control()).open === count || undefined);

  it('have one stream together', async () => {
    const pages = await openTabs(7);
    for (const page of pages) await untilVersion(page, 0);
    await publish('one');
    for (const page of pages) await untilVersion(page, 1);
    expect((await control()).open).toBe(1);
  });

  it.each(['is closed', 'crashes'])('miss and repeat nothing when the one that leads %s', async (how) => {
    const [leader, ...others] = await openTabs(3);
    for (const page of others) await untilVersion(page, 0);
    await publish('one');
    for (const page of others) await untilVersion(page, 1);
    if (how === 'is closed') await leader.close();
    else void leader.goto('chrome://crash').catch(() => undefined);
    await publish('two');
    for (const page of others) await untilVersion(page, 2);
    await publish('three');
    for (const page of others) {
      await untilVersion(page, 3);
      expect((await seen(page)).map(({ type, version }) => `${type} ${version}`)).toEqual([
        'tape.snapshot 0',
        'news.published 1',
        'news.published 2',
        'news.published 3',
      ]);
    }
    await untilOpen(1);
  });

  it.each(['is closed', 'crashes'])('follow a whole family together, also when the one that leads %s', async (how) => {
    await publish('one', 'a');
    const [leader, ...others] = await openTabs(3, '*');
    const untilSeen = (page: Page, text: string) =>
      until(text, async () => (await told(page)).includes(text) || undefined);
    const told = async (page: Page) =>
      (await seen(page)).map(({ type, topic, version }) => `${type} ${topic} ${version}`);
    for (const page of others) await untilSeen(page, 'tape.snapshot news/a 1');
    await untilOpen(1);
    await publish('one', 'b');
    for (const page of others) await untilSeen(page, 'news.published news/b 1');
    if (how === 'is closed') await leader.close();
    else void leader.goto('chrome://crash').catch(() => undefined);
    for (const channel of ['a', 'b', 'c']) await publish('two', channel);
    for (const page of others) {
      await untilSeen(page, 'news.published news/c 1');
      expect(await told(page)).toEqual([
        'tape.snapshot news/a 1',
        'news.published news/b 1',
        'news.published news/a 2',
        'news.published news/b 2',
        'news.published news/c 1',
      ]);
    }
    await untilOpen(1);
  });

  it('see each what it wants, whoever leads', async () => {
    const first = await openTab(await openPage(), 'a');
    await untilVersion(first, 0);
    const second = await openTab(await first.context().newPage(), 'b');
    await untilVersion(second, 0);
    await publish('one', 'b');
    await untilVersion(second, 1);
    expect(await versions(first)).toEqual([0]);
    await untilOpen(1);
  });

  it('leave no lock behind when their clients are closed', async () => {
    const pages = await openTabs(2);
    for (const page of pages) await untilVersion(page, 0);
    for (const page of pages) await page.evaluate(() => (globalThis as unknown as TabWindow).client.close());
    await untilOpen(0);
    const held = () =>
      pages[0].evaluate(async () => {
        const { held = [], pending = [] } = await navigator.locks.query();
        return held.length + pending.length;
      });
    await until('no lock is held', async () => (await held()) === 0 || undefined);
  });

  it('lose nothing while what they share a stream by is loading', async () => {
    const page = await openPage();
    let load = (): void => {};
    const asked = new Promise<void>((resolve) => {
      void page.route(TABS_CHUNK, async (route) => {
        resolve();
        await new Promise<void>((go) => (load = go));
        await route.continue();
      });
    });
    await publish('one');
    await openTab(page);
    await asked;
    await publish('two');
    expect((await control()).open).toBe(0);
    load();
    await untilVersion(page, 2);
    await publish('three');
    await untilVersion(page, 3);
    expect(await versions(page)).toEqual([2, 3]);
  });

  it('have a stream each when what they share one by is not to be had', async () => {
    const first = await openPage();
    await first.context().route(TABS_CHUNK, (route) => route.abort());
    const pages = [await openTab(first), await openTab(await first.context().newPage())];
    for (const page of pages) await untilVersion(page, 0);
    await publish('one');
    for (const page of pages) await untilVersion(page, 1);
    await untilOpen(2);
  });

  it('have a stream each when they are told to', async () => {
    const page = await openPage();
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(request.url()));
    await server.open(page);
    await page.evaluate(async (url) => {
      const { createClient, news } = (globalThis as unknown as ClientWindow).clientPage;
      const views = [1, 2].map(() => createClient({ url, tabs: 'own' }).view(news, { channel: 'a' }));
      Object.assign(globalThis, { views });
    }, room);
    await untilOpen(2);
    expect(await page.evaluate(async () => (await navigator.locks.query()).held?.length)).toBe(0);
    expect(loaded.filter((url) => url.includes('tabs-line'))).toEqual([]);
  });
});
