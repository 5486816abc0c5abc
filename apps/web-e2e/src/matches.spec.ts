import type { Page } from 'playwright-core';
import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { post } from './support/http';
import { waitForPhase } from './support/views';

describeInBrowser('the scores', ({ openPage, complaints }) => {
  let api: ApiProcess;

  beforeAll(async () => {
    api = await ApiProcess.start();
  });
  afterAll(() => api?.[Symbol.asyncDispose]());

  const tell = (id: string, type: string, data: object = {}) =>
    post<object>(`${api.url}/v1/topics/matches/${id}/events`, { type: `matches.${type}`, data });

  const schedule = (id: string, home: string, away: string) =>
    tell(id, 'scheduled', { home, away, kickOff: '2026-11-22T19:00:00Z', group: 'A', simulated: true });

  const goal = (goalId: string, player: string) => ({ goalId, team: 'home', player, minute: 12 });

  const open = async (hash = '#/matches'): Promise<Page> => {
    const page = await openPage();
    await page.goto(`${api.url}/${hash}`);
    await waitForPhase(page, 'live');
    return page;
  };

  const card = (page: Page, id: string) => page.locator(`.match-cards match-card[data-match="${id}"]`);

  it('shows a match from the fixture to the result, with a clock that nobody sends', async () => {
    await schedule('m1', 'Peru <b>', 'Chad');
    const page = await open();
    await page.locator('match-line[data-match="m1"]', { hasText: 'Peru <b>' }).waitFor();
    await tell('m1', 'kicked_off', { speed: 3_600 });
    const standing = card(page, 'm1').locator('.match-standing');
    await standing.filter({ hasText: /^45\+\d+'$/ }).waitFor();
    await tell('m1', 'half_time');
    await standing.filter({ hasText: 'Half-time' }).waitFor();
    await tell('m1', 'ended', { decidedBy: 'regular_time' });
    await card(page, 'm1').waitFor({ state: 'detached' });
    const result = page.getByRole('list', { name: 'Results' }).locator('match-line[data-match="m1"]');
    await result.filter({ hasText: '0–0' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('flashes and reads out a goal, and shows one that is annulled as such', async () => {
    await schedule('m2', 'Fiji', 'Togo');
    await tell('m2', 'kicked_off');
    await tell('m2', 'goal_scored', goal('early', 'Before I came'));
    const page = await open();
    const fiji = card(page, 'm2');
    await fiji.getByText('Before I came').waitFor();
    expect(await fiji.getAttribute('data-news')).toBe('');
    await tell('m2', 'goal_scored', goal('g2', 'Vula'));
    await page.locator('match-card[data-news="goal"]').waitFor();
    await page.getByRole('status').filter({ hasText: 'Goal for Fiji. Fiji 2, Togo 0.' }).waitFor();
    expect(await fiji.evaluate((element) => getComputedStyle(element).animationName)).toBe('goal');
    await tell('m2', 'goal_annulled', { goalId: 'g2', reason: 'Offside.', simulated: true });
    await fiji.locator('s', { hasText: 'Vula' }).waitFor();
    await fiji.getByText('annulled: Offside.').waitFor();
    await fiji.locator('.match-goals').filter({ hasText: /^1$/ }).waitFor();
    await tell('m2', 'card_shown', { team: 'away', player: 'No. 4', card: 'red', minute: 13, simulated: true });
    await fiji.getByRole('img', { name: 'Red card' }).waitFor();
    await fiji.getByText('simulated', { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('does not flash where motion is not wanted', async () => {
    await schedule('m3', 'Oman', 'Mali');
    await tell('m3', 'kicked_off');
    const page = await openPage({ reducedMotion: 'reduce' });
    await page.goto(`${api.url}/#/matches`);
    await card(page, 'm3').waitFor();
    await tell('m3', 'goal_scored', goal('g1', 'Said'));
    await page.locator('match-card[data-news="goal"]').getByText('Goal! Oman').waitFor();
    expect(await card(page, 'm3').evaluate((element) => getComputedStyle(element).animationName)).toBe('none');
  });

  it('says that there is no such match as the address names', async () => {
    await schedule('m5', 'Mali', 'Laos');
    const page = await open('#/matches/nope');
    await page.getByText('There is no such match: nope.').waitFor();
    expect(await page.getByRole('region', { name: 'Chosen match' }).isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  it('shows the match that the address names, with everything in it', async () => {
    await schedule('m4', 'Cuba', 'Iran');
    await tell('m4', 'kicked_off');
    for (let number = 1; number <= 6; number += 1)
      await tell('m4', 'goal_scored', goal(`g${number}`, `Scorer ${number}`));
    const page = await open();
    await card(page, 'm4').getByText('Scorer 6').waitFor();
    expect(await card(page, 'm4').locator('.incidents li').count()).toBe(4);
    await card(page, 'm4').getByRole('link', { name: 'Group A' }).click();
    await page.waitForURL(/#\/matches\/m4$/);
    const chosen = page.getByRole('region', { name: 'Chosen match' });
    await chosen.getByText('Scorer 1').waitFor();
    expect(await chosen.locator('.incidents li').count()).toBe(6);
    expect(await card(page, 'm4').count()).toBe(0);
    await chosen.getByRole('link', { name: 'All matches' }).click();
    await chosen.waitFor({ state: 'hidden' });
    expect(complaints).toEqual([]);
  });
});
