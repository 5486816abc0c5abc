import type { Locator, Page } from 'playwright-core';
import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { post, put } from './support/http';
import { waitForPhase } from './support/views';

describeInBrowser('a feed', ({ openPage, complaints }) => {
  let api: ApiProcess;

  beforeAll(async () => {
    api = await ApiProcess.start();
  });
  afterAll(() => api?.[Symbol.asyncDispose]());

  const openFeed = async (user: string): Promise<Page> => {
    // High enough for all buttons: a reader who has scrolled is not shown what is new at once.
    const page = await openPage({ viewport: { width: 1_280, height: 1_000 } });
    await page.goto(`${api.url}/#/feeds/${user}`);
    await waitForPhase(page, 'live');
    return page;
  };

  const print = (user: string, text: string) =>
    post(`${api.url}/v1/users/${user}/activities`, { verb: 'post', object: { type: 'note', id: text }, text });

  const card = (page: Page, text: string): Locator => page.locator('post-card', { hasText: text });

  it('has what the user posts, as text, and forgets what is deleted', async () => {
    const page = await openFeed('writer');
    await page.getByLabel('Your note').fill('A <b>bold</b> beginning');
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    const mine = card(page, 'A <b>bold</b> beginning');
    await mine.waitFor();
    expect(await page.getByLabel('Your note').inputValue()).toBe('');
    await mine.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Note', { exact: true }).fill('A modest beginning');
    await page.getByRole('button', { name: 'Save' }).click();
    const edited = card(page, 'A modest beginning');
    await edited.getByText('edited').waitFor();
    await edited.getByRole('button', { name: 'Delete' }).click();
    expect(await edited.count()).toBe(1);
    await edited.getByRole('button', { name: 'Delete for good?' }).click();
    await edited.waitFor({ state: 'detached' });
    await page.getByText('Nothing yet.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('fills when somebody is followed, and empties when nobody is', async () => {
    await print('press', 'Printed before');
    const page = await openFeed('reader');
    await page.getByLabel('Follow', { exact: true }).fill('press');
    await page.getByRole('button', { name: 'Follow', exact: true }).click();
    await card(page, 'Printed before').waitFor();
    await print('press', 'Printed after');
    await card(page, 'Printed after').waitFor();
    expect(await page.locator('post-card').allInnerTexts()).toEqual([
      expect.stringContaining('Printed after'),
      expect.stringContaining('Printed before'),
    ]);
    await page.getByRole('button', { name: 'Unfollow press' }).click();
    await page.getByText('Nothing yet.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows a like at what is liked, and takes it back', async () => {
    await put(`${api.url}/v1/users/fan/following/star`);
    await print('star', 'Likeable');
    const page = await openFeed('fan');
    const likeable = card(page, 'Likeable');
    const like = likeable.getByRole('button', { name: 'Like what star has posted' });
    await like.click();
    await likeable.getByText('you like this').waitFor();
    expect(await like.getAttribute('aria-pressed')).toBe('true');
    await like.click();
    await likeable.getByText('you like this').waitFor({ state: 'detached' });
    expect(await like.getAttribute('aria-pressed')).toBe('false');
    await like.click();
    await likeable.getByText('you like this').waitFor();
    expect(complaints).toEqual([]);
  });

  it('keeps what is new above the list while the reader is further down', async () => {
    await put(`${api.url}/v1/users/late/following/wire`);
    for (let number = 1; number <= 20; number += 1) await print('wire', `Old news ${number}.`);
    const page = await openFeed('late');
    await card(page, 'Old news 20.').waitFor();
    await page.evaluate(() => scrollTo(0, 900));
    const top = () => card(page, 'Old news 10.').evaluate((element) => element.getBoundingClientRect().top);
    const before = await top();
    for (const text of ['Fresh one', 'Fresh two', 'Fresh three']) await print('wire', text);
    const fresh = page.getByRole('button', { name: '3 new' });
    await fresh.waitFor();
    expect(await page.locator('post-card').count()).toBe(20);
    expect(await top()).toBe(before);
    await fresh.click();
    await card(page, 'Fresh three').waitFor();
    expect(await page.locator('post-card').count()).toBe(23);
    await page.waitForFunction(() => scrollY === 0);
    expect(await card(page, 'Fresh three').evaluate((element) => element === document.activeElement)).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('keeps what is new above the list while the tab is hidden', async () => {
    await put(`${api.url}/v1/users/absent/following/radio`);
    await print('radio', 'Before the walk');
    const page = await openFeed('absent');
    await card(page, 'Before the walk').waitFor();
    await setHidden(page, true);
    await print('radio', 'During the walk');
    const fresh = page.getByRole('button', { name: '1 new' });
    await fresh.waitFor();
    await setHidden(page, false);
    expect(await card(page, 'During the walk').count()).toBe(0);
    await fresh.click();
    await card(page, 'During the walk').waitFor();
    expect(complaints).toEqual([]);
  });

  it('remembers who the reader is', async () => {
    const page = await openFeed('regular');
    await page.goto(`${api.url}/#/feeds`);
    await page.waitForURL(/#\/feeds\/regular$/);
    await page.getByLabel('You are').fill('someone.else');
    await page.getByRole('button', { name: 'Switch' }).click();
    await page.waitForURL(/#\/feeds\/someone\.else$/);
    await page.goto(`${api.url}/#/notifications`);
    await page.waitForURL(/#\/notifications\/someone\.else$/);
    expect(complaints).toEqual([]);
  });

  it('is not lonely: a neighbour talks, likes, and says that it is simulated', async () => {
    const page = await openFeed('ann');
    await page.getByLabel('Your note').fill('Anybody there?');
    await page.getByLabel('Your note').press('Control+Enter');
    await card(page, 'Anybody there?').waitFor();
    await page.getByRole('button', { name: 'Let a neighbour talk' }).click();
    await page.locator('post-card:not([data-mine])').getByText('simulated').waitFor();
    await card(page, 'Anybody there?').getByText('ben likes this').waitFor();
    expect(await page.locator('people-list [data-user]').count()).toBe(3);
    expect(complaints).toEqual([]);
  });
});

/** A browser without a screen hides no tab by itself. */
const setHidden = (page: Page, hidden: boolean): Promise<void> =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
