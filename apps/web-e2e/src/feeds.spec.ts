import type { Locator, Page } from 'playwright-core';
import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { holdRequests } from './support/held-requests';
import { post, put } from './support/http';
import { hideTab, waitForPhase } from './support/views';

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
    // A double click asks, and does not answer itself.
    await edited.getByRole('button', { name: 'Delete' }).dblclick();
    await edited.getByRole('button', { name: 'Delete for good?' }).waitFor();
    await edited.getByRole('button', { name: 'Delete for good?' }).click();
    await edited.waitFor({ state: 'detached' });
    await page.getByText('Nothing yet.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('leaves alone what is written while a note is on its way', async () => {
    const page = await openFeed('hasty');
    const release = await holdRequests(page, '**/v1/users/hasty/activities');
    const note = page.getByLabel('Your note');
    await note.fill('First');
    await note.press('Control+Enter');
    await note.pressSequentially(' and second');
    await release();
    await card(page, 'First').waitFor();
    expect(await note.inputValue()).toBe('First and second');
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

  it('shows older ones when they are asked for, goes on with the first of them, and says where it ends', async () => {
    await put(`${api.url}/v1/users/historian/following/archive`);
    for (let number = 1; number <= 65; number += 1) await print('archive', `Entry ${number}.`);
    const page = await openFeed('historian');
    await card(page, 'Entry 65.').waitFor();
    const older = page.getByRole('button', { name: 'Show older' });
    const focused = (text: string) => page.locator('post-card:focus', { hasText: text }).waitFor({ state: 'attached' });
    expect(await page.locator('post-card').count()).toBe(30);
    expect(await page.locator('.posts-end').isVisible()).toBe(false);
    await older.press('Enter');
    await focused('Entry 35.');
    expect(await page.locator('post-card').count()).toBe(60);
    await older.press('Enter');
    await focused('Entry 5.');
    expect(await page.locator('post-card').count()).toBe(65);
    expect(await older.isVisible()).toBe(false);
    await page.getByText('This is where it begins.').waitFor();
    // What comes now comes above, and what is shown stays shown.
    await print('archive', 'Entry 66.');
    await page.getByRole('button', { name: '1 new' }).click();
    await card(page, 'Entry 66.').waitFor();
    await card(page, 'Entry 1.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('keeps two hundred, and says so', async () => {
    await put(`${api.url}/v1/users/collector/following/press-agency`);
    for (let number = 1; number <= 201; number += 1) await print('press-agency', `Cutting ${number}.`);
    const page = await openFeed('collector');
    await card(page, 'Cutting 201.').waitFor();
    const older = page.getByRole('button', { name: 'Show older' });
    while (await older.isVisible()) await older.click();
    await page.getByText('A feed keeps its newest 200 activities.').waitFor();
    expect(await page.locator('post-card').count()).toBe(200);
    await card(page, 'Cutting 2.').waitFor();
    expect(await card(page, 'Cutting 1.').count()).toBe(0);
  });

  it('is rid of somebody who is muted or blocked, and has them back', async () => {
    await put(`${api.url}/v1/users/host/following/guest`);
    await print('guest', 'May I come in?');
    const page = await openFeed('host');
    const guest = page.locator('person-row[data-user="guest"]');
    const button = (name: string) => guest.getByRole('button', { name: `${name} guest`, exact: true });
    await card(page, 'May I come in?').waitFor();
    await button('Mute').click();
    await card(page, 'May I come in?').waitFor({ state: 'detached' });
    await guest.getByText('muted').waitFor();
    // The same button takes it back, and has kept the focus.
    expect(await button('Unmute').evaluate((element) => element === document.activeElement)).toBe(true);
    await button('Unmute').click();
    await card(page, 'May I come in?').waitFor();
    await button('Block').click();
    await card(page, 'May I come in?').waitFor({ state: 'detached' });
    await guest.getByText('blocked').waitFor();
    expect(await guest.getByRole('button').allInnerTexts()).toEqual(['Unblock']);
    expect(await button('Unblock').evaluate((element) => element === document.activeElement)).toBe(true);
    await button('Unblock').click();
    // Who was blocked is followed no longer, and is here by nothing.
    await guest.waitFor({ state: 'detached' });
    await page.getByLabel('Follow', { exact: true }).and(page.locator(':focus')).fill('guest');
    await page.getByRole('button', { name: 'Follow', exact: true }).click();
    await card(page, 'May I come in?').waitFor();
    expect(complaints).toEqual([]);
  });

  it('keeps what is new above the list while the tab is hidden', async () => {
    await put(`${api.url}/v1/users/absent/following/radio`);
    await print('radio', 'Before the walk');
    const page = await openFeed('absent');
    await card(page, 'Before the walk').waitFor();
    await hideTab(page, true);
    await print('radio', 'During the walk');
    const fresh = page.getByRole('button', { name: '1 new' });
    await fresh.waitFor();
    await hideTab(page, false);
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
