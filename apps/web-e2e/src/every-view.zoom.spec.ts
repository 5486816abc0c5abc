import type { Page } from 'playwright-core';
import { describeEveryView, openView, settled } from './support/every-view';
import { post } from './support/http';

/** What fits is read by scrolling in one direction: WCAG 2.2, 1.4.10, and 1.4.4 for text of twice the size. */
const SIZES = [
  { width: 320, text: 16 },
  { width: 360, text: 20 },
  { width: 360, text: 32 },
];

describeEveryView((views) => {
  it.each(SIZES)('is as wide as a screen of $width pixels, text of $text', async ({ width, text }) => {
    const page = await views.openPage({ viewport: { width, height: 800 } });
    await setTextSize(page, text);
    await page.goto(views.url);
    for (const hash of await views.addresses(page)) {
      await openView(page, views.url, hash);
      await settled(page);
      expect([hash, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([hash, width]);
    }
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe(`${text}px`);
  });

  it('has room for every name of the menu, text of twice the size', async () => {
    const page = await views.openPage({ viewport: { width: 360, height: 800 } });
    await setTextSize(page, 32);
    await openView(page, views.url, '#/orders');
    const names = page.locator('.menu-row label');
    const covered = await names.evaluateAll((labels) =>
      labels.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).map(({ textContent }) => textContent),
    );
    expect(covered).toEqual([]);
  });

  it('tells goals from cards, lines from each other and a price from its range in forced colours', async () => {
    const page = await views.openPage({ forcedColors: 'active', viewport: { width: 1280, height: 800 } });
    await openView(page, views.url, `#/matches/${await playMatch(views.url)}`);
    const marks = ['goal', 'yellow', 'second_yellow', 'red'].map((kind) => `[data-kind="${kind}"] .incident-mark`);
    await page
      .locator(marks.at(-1) ?? '')
      .first()
      .waitFor();
    const looks = await Promise.all(marks.map((mark) => backgroundOf(page, mark)));
    expect(new Set([...looks, await backgroundOf(page, 'body')]).size).toBe(marks.length + 1);

    await openView(page, views.url, '#/lab');
    const keys = await page
      .locator('.race-values dt')
      .evaluateAll((terms) => terms.slice(0, 2).map((term) => getComputedStyle(term, '::before').borderTopColor));
    const lines = ['polling', 'push'].map((way) =>
      page
        .locator(`.race-line[data-way="${way}"]`)
        .first()
        .evaluate((line) => getComputedStyle(line).stroke),
    );
    expect(keys).toEqual(await Promise.all(lines));
    expect(new Set(keys).size).toBe(2);

    await openView(page, views.url, '#/quotes');
    await page.locator('.range-mark').first().waitFor();
    const range = [await backgroundOf(page, '.range-bar'), await backgroundOf(page, '.range-mark')];
    expect(new Set([...range, await backgroundOf(page, 'body')]).size).toBe(3);
  });
});

/** As a reader sets it in the browser: what is measured in `rem` follows, that of media queries too. */
async function setTextSize(page: Page, standard: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard } });
}

const backgroundOf = (page: Page, selector: string): Promise<string> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { backgroundColor, backgroundImage } = getComputedStyle(element);
      return `${backgroundColor} ${backgroundImage}`;
    });

/** A match with a goal and every card. Gives its id. */
async function playMatch(url: string): Promise<string> {
  const tell = (type: string, data: object) =>
    post<object>(`${url}/v1/topics/matches/coloured/events`, { type: `matches.${type}`, data });
  await tell('scheduled', { home: 'Peru', away: 'Chad', kickOff: '2026-11-22T19:00:00Z', simulated: true });
  await tell('kicked_off', {});
  await tell('goal_scored', { goalId: 'goal-1', team: 'home', player: 'No. 9', minute: 12 });
  for (const card of ['yellow', 'second_yellow', 'red'])
    await tell('card_shown', { team: 'away', player: 'No. 4', card, minute: 13, simulated: true });
  return 'coloured';
}
