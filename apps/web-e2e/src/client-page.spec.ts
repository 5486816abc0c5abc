import type { Page } from 'playwright-core';
import { describeInBrowser } from './support/browser';
import { startClientPage, type ClientPageServer, type ClientWindow } from './support/client-page';
import { until } from './support/until';

/** A page with a view of a channel, and what it has been told of its connection. */
interface ViewWindow extends ClientWindow {
  view: ReturnType<ReturnType<ClientWindow['clientPage']['createClient']>['view']>;
  told: string[];
}

describeInBrowser('in a page, a client', ({ openPage }) => {
  let server: ClientPageServer;
  let room: string;
  let page: Page;
  beforeAll(async () => void (server = await startClientPage()));
  afterAll(() => server?.[Symbol.asyncDispose]());
  beforeEach(async () => {
    room = `${server.url}/room-${Math.random().toString(36).slice(2)}`;
    page = await openPage();
    await server.open(page);
  });

  const view = async (tabs: 'own' | 'shared') => {
    await page.evaluate(
      ({ url, tabs }) => {
        const tab = globalThis as unknown as ViewWindow;
        const client = tab.clientPage.createClient({ url, tabs, timing: { hiddenMs: 100 } });
        const view = client.view(tab.clientPage.news, { channel: 'a' });
        tab.told = [];
        view.subscribe(() => {
          const { connection } = view;
          const what = connection.phase === 'reconnecting' ? connection.reason : connection.phase;
          if (tab.told.at(-1) !== what) tab.told.push(what);
        });
        tab.view = view;
      },
      { url: room, tabs },
    );
    await untilTold('live');
  };
  const told = () => page.evaluate(() => (globalThis as unknown as ViewWindow).told);
  const untilTold = (what: string) => until(what, async () => (await told()).at(-1) === what || undefined);
  const untilVersion = (version: number) =>
    until(`version ${version}`, () =>
      page.evaluate((wanted) => (globalThis as unknown as ViewWindow).view.version === wanted || undefined, version),
    );

  const control = async (command?: object) => {
    const body = command && JSON.stringify(command);
    const response = await fetch(`${room}/control`, { method: body ? 'POST' : 'GET', body });
    return (await response.json()) as { open: number; requests: { headers: Record<string, string> }[] };
  };
  const publish = (headline: string) =>
    control({
      kind: 'append',
      topic: 'news/a',
      events: [{ type: 'news.published', data: { storyId: headline, headline } }],
    });
  const untilOpen = (count: number) =>
    until(`${count} streams are open`, async () => (await control()).open === count || undefined);

  /** As the browser does when the page comes to the back, or to the front again. */
  const setHidden = (hidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);

  it.each(['own', 'shared'] as const)(
    'says at once that it is offline, and goes on at once (tabs: %s)',
    async (tabs) => {
      await view(tabs);
      await page.context().setOffline(true);
      await untilTold('offline');
      await untilOpen(0);
      const { length } = (await control()).requests;
      await publish('one');
      await page.context().setOffline(false);
      await untilTold('live');
      await untilVersion(1);
      const { requests } = await control();
      expect(requests.length).toBe(length + 1);
      expect(requests.at(-1)?.headers['last-event-id']).toBe('e1-0');
    },
  );

  it('lets go of a connection of its own while it is hidden for long, and goes on where it was', async () => {
    await view('own');
    await setHidden(true);
    await untilTold('paused');
    await untilOpen(0);
    await publish('one');
    await setHidden(false);
    await untilVersion(1);
    await untilTold('live');
    expect((await control()).requests.at(-1)?.headers['last-event-id']).toBe('e1-0');
  });

  it('keeps a connection that it shares while it is hidden', async () => {
    await view('shared');
    const before = await told();
    // One that lets go, to know when it is time.
    await page.evaluate((url) => {
      const { createClient, news } = (globalThis as unknown as ClientWindow).clientPage;
      const own = createClient({ url, tabs: 'own', timing: { hiddenMs: 100 } }).view(news, { channel: 'b' });
      Object.assign(globalThis, { own });
    }, room);
    await untilOpen(2);
    await setHidden(true);
    await untilOpen(1);
    await publish('one');
    await untilVersion(1);
    expect(await told()).toEqual(before);
  });

  it.each([
    ['own', 'freeze', 'resume'],
    ['shared', 'freeze', 'resume'],
    ['own', 'pagehide', 'pageshow'],
    ['shared', 'pagehide', 'pageshow'],
  ] as const)('lets go when it stands still, and goes on where it was (tabs: %s, %s, %s)', async (tabs, stop, go) => {
    await view(tabs);
    const dispatch = (type: string) =>
      page.evaluate((type) => (type.startsWith('page') ? window : document).dispatchEvent(new Event(type)), type);
    await dispatch(stop);
    await untilOpen(0);
    await publish('one');
    await dispatch(go);
    await untilVersion(1);
    expect((await control()).requests.at(-1)?.headers['last-event-id']).toBe('e1-0');
  });
});
