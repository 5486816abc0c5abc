import type { Page } from 'playwright-core';
import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { get, post, put } from './support/http';
import { until } from './support/until';
import { waitForPhase } from './support/views';

interface Counts {
  readonly unseen: number;
  readonly unread: number;
}

describeInBrowser('notifications', ({ openPage, complaints }) => {
  let api: ApiProcess;

  beforeAll(async () => {
    api = await ApiProcess.start();
  });
  afterAll(() => api?.[Symbol.asyncDispose]());

  const countsOf = (user: string) => get<Counts>(`${api.url}/v1/notifications/${user}`);

  const like = (actor: string, whose: string, id: string) =>
    post(`${api.url}/v1/users/${actor}/activities`, {
      verb: 'like',
      object: { type: 'photo', id, attributedTo: whose },
    });

  const badge = (page: Page) => page.locator('nav .nav-count');

  const open = async (hash: string, beside?: Page): Promise<Page> => {
    const page = beside ? await beside.context().newPage() : await openPage();
    await page.goto(`${api.url}/${hash}`);
    await waitForPhase(page, 'live');
    return page;
  };

  it('are counted in every tab, and seen when they are looked at', async () => {
    const feed = await open('#/feeds/gil');
    const order = await open('#/orders', feed);
    await like('ida', 'gil', 'p1');
    await like('jon', 'gil', 'p2');
    for (const page of [feed, order])
      await badge(page)
        .filter({ hasText: /^2 unseen$/ })
        .waitFor();
    const notifications = await open('#/notifications', feed);
    await notifications.locator('notification-row', { hasText: 'ida liked your photo' }).getByText('new').waitFor();
    for (const page of [feed, order, notifications]) await badge(page).waitFor({ state: 'hidden' });
    expect(await countsOf('gil')).toMatchObject({ unseen: 0, unread: 2 });
    expect(complaints).toEqual([]);
  });

  it('come while one looks, in groups, and are read one by one or all at once', async () => {
    const page = await open('#/notifications/kim');
    await page.getByText('Nothing yet.').waitFor();
    await like('ida', 'kim', 'p1');
    await like('jon', 'kim', 'p1');
    await put(`${api.url}/v1/users/ida/following/kim`);
    await page.getByText('jon and ida liked your photo').waitFor();
    await page.getByText('2 unread').waitFor();
    await page.getByRole('button', { name: 'Mark read: ida followed you' }).click();
    await page.getByText('1 unread').waitFor();
    expect(await page.locator('notification-row[data-read]').count()).toBe(1);
    await page.getByRole('button', { name: 'Mark all read' }).click();
    await page.getByText('All read.').waitFor();
    await until('all is seen and read', async () => {
      const { unseen, unread } = await countsOf('kim');
      return unseen === 0 && unread === 0;
    });
    expect(complaints).toEqual([]);
  });

  it('tell whom a note has named', async () => {
    const feed = await open('#/feeds/lou');
    await feed.getByLabel('Your note').fill('Look, @max.');
    await feed.getByRole('button', { name: 'Post', exact: true }).click();
    const page = await open('#/notifications/max');
    await page.getByText('lou mentioned you').waitFor();
    expect(complaints).toEqual([]);
  });
});
