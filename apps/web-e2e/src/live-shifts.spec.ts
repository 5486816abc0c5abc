import type { Page } from 'playwright-core';
import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { openView, settled } from './support/every-view';
import { post, postNews, put } from './support/http';
import { sumOf, takeShifts, watchShifts, type Shift } from './support/shifts';
import { hideTab, printed, waitForStatus, waitForStep, waitForText } from './support/views';

/** What one event may move: a row of a match's goals makes room for another one. */
const SHIFT_MAX = 0.005;

/** What happens in a view, one thing after the other: it yields when the view shows it. */
type Happening = (page: Page) => AsyncGenerator<void>;

describeInBrowser('while events come', ({ openPage }) => {
  let api: ApiProcess;
  beforeAll(async () => {
    api = await ApiProcess.start();
  });
  afterAll(() => api?.[Symbol.asyncDispose]());

  const append = (topic: string, ...events: readonly object[]) =>
    post<object>(`${api.url}/v1/topics/${topic}/events`, events);

  /** Opens a view, and gives what has moved in it by more than it may with any one of the events. */
  async function shiftsWhile(
    hash: string,
    width: number,
    happening: Happening,
    { url = api.url, most = SHIFT_MAX } = {},
  ): Promise<readonly Shift[]> {
    const page = await openPage({ viewport: { width, height: 800 } });
    await watchShifts(page);
    await openView(page, url, hash);
    await settled(page);
    await takeShifts(page);
    const tooFar: Shift[] = [];
    for await (const _ of happening(page)) {
      const shifts = await takeShifts(page);
      if (sumOf(shifts) > most) tooFar.push(...shifts);
    }
    await page.context().close();
    return tooFar;
  }

  describe.each([360, 1280])('at a width of %d pixels', (width) => {
    it('the market keeps its place', async () => {
      const trade = (count: number) => ({
        type: 'quotes.updated',
        data: {
          bid: '9.90',
          ask: '10.10',
          last: (10 + count / 7).toFixed(2),
          size: 100 * count,
          high: (11 + count).toFixed(2),
          low: '9.00',
          day: '2026-11-22',
        },
      });
      const symbols = ['ACME', 'BOREAL', 'CINDER'].map((name) => `${name}${width}`);
      for (const symbol of symbols) await append(`quotes/${symbol}`, trade(1));
      const shifts = await shiftsWhile('#/quotes', width, async function* (page) {
        const came = (count: number) => page.locator('[data-fact="events"]', { hasText: `${count}` }).waitFor();
        for (let count = 1; count <= 10; count += 1) {
          for (const symbol of symbols) await append(`quotes/${symbol}`, trade(count * count));
          yield await came(3 * count);
        }
        await append(`quotes/${symbols[0]}`, {
          type: 'quotes.halted',
          data: { reason: 'News of some length is pending.' },
        });
        yield await came(31);
        await append(`quotes/${symbols[0]}`, { type: 'quotes.resumed', data: {} });
        yield await came(32);
      });
      expect(shifts).toEqual([]);
    });

    it('the scores keep their place', async () => {
      const id = `live-${width}`;
      const tell = (type: string, data: object = {}, match = id) =>
        append(`matches/${match}`, { type: `matches.${type}`, data });
      for (const match of [id, `${id}-too`, `${id}-next`]) {
        const fixture = { home: 'Bosnia and Herzegovina', away: 'Chad', kickOff: '2026-11-22T19:00:00Z', group: 'A' };
        await tell('scheduled', fixture, match);
        if (!match.endsWith('next')) await tell('kicked_off', {}, match);
      }
      const shifts = await shiftsWhile('#/matches', width, async function* (page) {
        const card = page.locator(`match-card[data-match="${id}"]`);
        const incident = (text: string) => card.locator('.incidents li', { hasText: text }).waitFor();
        for (let minute = 10; minute <= 40; minute += 10) {
          const team = minute % 20 ? 'home' : 'away';
          await tell('goal_scored', { goalId: `g${minute}`, team, player: `Scorer ${minute}`, minute });
          yield await incident(`Scorer ${minute}`);
        }
        await tell('goal_annulled', {
          goalId: 'g40',
          reason: 'Offside by the length of a boot, as the pictures show.',
        });
        yield await incident('annulled');
        const shown = { team: 'away', player: 'A name of some length', card: 'yellow', minute: 44 };
        await tell('card_shown', shown);
        yield await incident('A name of some length');
        await tell('half_time');
        yield await card.getByText('Half-time').waitFor();
      });
      expect(shifts).toEqual([]);
    });

    it('the scores keep their place when the first match begins, and the second', async () => {
      await using empty = await ApiProcess.start();
      const tell = (match: string, type: string, data: object = {}) =>
        post<object>(`${empty.url}/v1/topics/matches/${match}/events`, { type: `matches.${type}`, data });
      const matches = ['m1', 'm2', 'm3'];
      for (const match of matches)
        await tell(match, 'scheduled', { home: 'Peru', away: 'Chad', kickOff: '2026-11-22T19:00:00Z' });
      const begins = async function* (page: Page) {
        // The third would be in a row of its own where the screen is narrow.
        for (const match of width < 600 ? ['m1'] : ['m1', 'm2']) {
          await tell(match, 'kicked_off');
          yield await page.locator(`match-card[data-match="${match}"]`).waitFor();
        }
      };
      // What is up next closes its ranks.
      expect(await shiftsWhile('#/matches', width, begins, { url: empty.url, most: 0.015 })).toEqual([]);
    });

    it('an order keeps its place', async () => {
      const items = [{ name: 'Margherita', quantity: 2 }];
      const { id } = await post(`${api.url}/v1/orders`, { items, address: '7 Elm Street' });
      const command = (name: string, body?: object) => post(`${api.url}/v1/orders/${id}/${name}`, body);
      const shifts = await shiftsWhile(`#/orders/${id}`, width, async function* (page) {
        await command('start-cooking');
        yield await waitForStep(page, 'cooking', 'current');
        await command('change-eta', { eta: new Date(Date.now() + 42 * 60_000).toISOString() });
        yield await page.locator('[data-fact="eta"]', { hasText: 'in 42 minutes' }).waitFor();
        await command('dispatch', { courier: 'Noor' });
        yield await waitForStep(page, 'out_for_delivery', 'current');
        await command('change-eta', { eta: new Date(Date.now() + 7 * 60_000).toISOString() });
        yield await page.locator('[data-fact="eta"]', { hasText: 'in 7 minutes' }).waitFor();
        await command('deliver');
        yield await waitForStep(page, 'delivered', 'done');
      });
      expect(shifts).toEqual([]);
    });

    it('a feed keeps its place, and says above it what is new', async () => {
      const [reader, press] = [`reader${width}`, `press${width}`];
      const print = (text: string) =>
        post(`${api.url}/v1/users/${press}/activities`, { verb: 'post', object: { type: 'note', id: text }, text });
      await put(`${api.url}/v1/users/${reader}/following/${press}`);
      for (let number = 1; number <= 12; number += 1) await print(`Old news ${number}.`);
      const shifts = await shiftsWhile(`#/feeds/${reader}`, width, async function* (page) {
        await hideTab(page, true);
        for (const text of ['Fresh one', 'Fresh two', 'Fresh three']) await print(text);
        yield await page.getByRole('button', { name: '3 new' }).waitFor();
        await hideTab(page, false);
        await print('Fresh four');
        yield await page.getByRole('button', { name: '4 new' }).waitFor();
      });
      expect(shifts).toEqual([]);
    });

    it('notifications and their badge keep their places', async () => {
      const user = `gil${width}`;
      const like = (actor: string) =>
        post(`${api.url}/v1/users/${actor}/activities`, {
          verb: 'like',
          object: { type: 'photo', id: 'p1', name: 'Sunset', attributedTo: user },
        });
      await like('ida');
      const list = await shiftsWhile(`#/notifications/${user}`, width, async function* (page) {
        for (const actor of ['jon', 'kim', 'lou', 'max']) {
          await like(actor);
          yield await page.locator('.notice-text', { hasText: new RegExp(`^${actor} and`) }).waitFor();
        }
      });
      expect(list).toEqual([]);
      // A group a photo, and the badge grows to two digits.
      const badge = await shiftsWhile(`#/feeds/${user}`, width, async function* (page) {
        for (let number = 1; number <= 12; number += 1) {
          const object = { type: 'photo', id: `q${number}`, attributedTo: user };
          await post(`${api.url}/v1/users/ida/activities`, { verb: 'like', object });
          yield await page.locator('nav .nav-count', { hasText: new RegExp(`^${number} unseen$`) }).waitFor();
        }
      });
      expect(badge).toEqual([]);
    });

    it('a conversation keeps its place while an answer grows at its end', async () => {
      const { id } = await post(`${api.url}/v1/generations`, { prompt: 'Why?', model: 'sim-slow', maxTokens: 120 });
      const shifts = await shiftsWhile(`#/generations/${id}`, width, async function* (page) {
        for (let more = 1; more <= 5; more += 1)
          yield void (await waitForText(page, (await printed(page)).length + 40));
        yield await waitForStatus(page, 'completed');
      });
      expect(shifts).toEqual([]);
    });

    it('the ticker and the wire inspector keep their places', async () => {
      const shifts = await shiftsWhile(`#/lab/${encodeURIComponent('news/front')}`, width, async function* (page) {
        for (let number = 1; number <= 20; number += 1) {
          const storyId = `s-${width}-${number}`;
          await postNews(api.url, 'published', { storyId, headline: `Story ${number} goes round` });
          yield await page.locator(`.ticker [data-story="${storyId}"]`).waitFor({ state: 'attached' });
        }
        yield await page.locator('.wire-frame[data-event="news.published"]').nth(19).waitFor();
      });
      expect(shifts).toEqual([]);
    });
  });
});
