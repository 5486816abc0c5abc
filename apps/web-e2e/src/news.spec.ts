import type { Page } from 'playwright-core';
import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { postNews } from './support/http';
import { waitForPhase } from './support/views';

describeInBrowser('the news ticker', ({ openPage, complaints }) => {
  let api: ApiProcess;

  beforeAll(async () => {
    api = await ApiProcess.start();
  });
  afterAll(() => api?.[Symbol.asyncDispose]());

  const story = (page: Page, id: string, standing: string) =>
    page.locator(`[data-story="${id}"][data-standing="${standing}"]`);

  it('shows a story, its correction and its retraction', async () => {
    const page = await openPage();
    await page.goto(api.url);
    await waitForPhase(page, 'live');
    await postNews(api.url, 'published', { storyId: 's-1', headline: 'Tape <b>beats</b> wire' });
    await story(page, 's-1', 'published').filter({ hasText: 'Tape <b>beats</b> wire' }).waitFor();
    await postNews(api.url, 'corrected', { storyId: 's-1', headline: 'Tape beats wire by a length' });
    await story(page, 's-1', 'corrected').filter({ hasText: 'by a length' }).waitFor();
    await postNews(api.url, 'retracted', { storyId: 's-1', reason: 'It was a dream.' });
    const retracted = story(page, 's-1', 'retracted');
    await retracted.filter({ hasText: 'It was a dream.' }).waitFor();
    expect(await retracted.locator('s').textContent()).toBe('Tape beats wire by a length');
    expect(await page.locator('.ticker b').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('shows on every view', async () => {
    const page = await openPage();
    await postNews(api.url, 'published', { storyId: 's-2', headline: 'Everywhere' });
    for (const hash of ['#/', '#/generations', '#/orders']) {
      await page.goto(`${api.url}/${hash}`);
      await story(page, 's-2', 'published').waitFor();
    }
  });

  it('says that the newsroom is simulated when a story is', async () => {
    const page = await openPage();
    await page.goto(api.url);
    await postNews(api.url, 'published', { storyId: 's-real', headline: 'By a person' });
    await story(page, 's-real', 'published').waitFor();
    const label = page.locator('.ticker-label');
    expect(await label.textContent()).toBe('News');
    await postNews(api.url, 'published', { storyId: 's-invented', headline: 'By nobody', simulated: true });
    await label.filter({ hasText: 'Simulated newsroom' }).waitFor();
  });

  it('moves, and stands still while it is pointed at or paused', async () => {
    await postNews(api.url, 'published', { storyId: 's-3', headline: 'It moves' });
    const page = await openPage();
    await page.goto(api.url);
    await story(page, 's-3', 'published').waitFor();
    await waitForMotion(page);
    await page.locator('.ticker-strip').hover();
    expect(await isStill(page)).toBe(true);
    await page.mouse.move(200, 400);
    await waitForMotion(page);
    const pause = page.getByRole('button', { name: 'Pause the news ticker' });
    await pause.click();
    expect(await pause.getAttribute('aria-pressed')).toBe('true');
    expect(await isStill(page)).toBe(true);
    await pause.click();
    await waitForMotion(page);
  });

  it('is a still list, newest first, where motion is not wanted', async () => {
    await postNews(api.url, 'published', { storyId: 's-4', headline: 'Older' });
    const page = await openPage({ reducedMotion: 'reduce' });
    await page.goto(api.url);
    await story(page, 's-4', 'published').waitFor();
    expect(await isStill(page)).toBe(true);
    await postNews(api.url, 'published', { storyId: 's-5', headline: 'Newer' });
    await page.locator('.ticker li:first-child[data-story="s-5"]').waitFor();
    expect(await isStill(page)).toBe(true);
  });
});

const offset = (): string => document.querySelector<HTMLElement>('.ticker-track')?.style.transform ?? '';

async function waitForMotion(page: Page): Promise<void> {
  const before = await page.evaluate(offset);
  await page.waitForFunction(
    (was) => document.querySelector<HTMLElement>('.ticker-track')?.style.transform !== was,
    before,
  );
}

/** Whether a few frames change nothing. */
async function isStill(page: Page): Promise<boolean> {
  const before = await page.evaluate(offset);
  await page.evaluate(async () => {
    for (let frame = 0; frame < 5; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  return before === (await page.evaluate(offset));
}
