import type { Page } from 'playwright-core';
import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { post } from './support/http';
import { until } from './support/until';

const TOPIC = 'news/lab';
const ADDRESS = `#/lab/${encodeURIComponent(TOPIC)}`;

describeInBrowser('the lab', ({ openPage, complaints }) => {
  let api: ApiProcess;

  beforeAll(async () => {
    api = await ApiProcess.start();
  });
  afterAll(() => api?.[Symbol.asyncDispose]());

  const print = (count: number) => {
    const story = (_: unknown, index: number) => ({
      type: 'news.published',
      data: { storyId: `s-${index}`, headline: 'In the lab' },
    });
    return post<{ version: number }>(`${api.url}/v1/topics/${TOPIC}/events`, Array.from({ length: count }, story));
  };

  it('races polls against streams, and says what both have cost', async () => {
    const page = await openPage();
    await page.goto(`${api.url}/#/lab`);
    await page.getByLabel('People').selectOption('50');
    await page.getByLabel('Each polls every').selectOption('1');
    await page.getByLabel('The order changes every').selectOption('2');
    await page.getByRole('button', { name: 'Start the race' }).click();
    const number = async (way: string) => {
      const text = await page.locator(`race-chart:first-child [data-way="${way}"]`).first().textContent();
      return Number(text?.replaceAll(',', ''));
    };
    await until('every person has polled four times', async () => (await number('polling')) >= 200 || undefined);
    expect(await number('push')).toBe(50);
    await page.getByRole('button', { name: 'Stop' }).click();
    const result = (await page.locator('.race-result').textContent()) ?? '';
    const [, requests = '', unchanged = ''] = /Polling: (\d+) requests, of which (\d+) brought/.exec(result) ?? [];
    expect(Number(requests)).toBeGreaterThanOrEqual(200);
    // An update in two seconds is news to every second poll at most; the first ones bring the order.
    expect(Number(unchanged)).toBeGreaterThan(Number(requests) / 4);
    expect(result).toMatch(/Push: 50 streams, .* seen \d+ ms after it was made/);
    expect(complaints).toEqual([]);
  });

  it('shows frames as they came, and explains their fields', async () => {
    const { version } = await print(1);
    const page = await openWire();
    const snapshot = frame(page, 'tape.snapshot');
    await snapshot.locator('summary').click();
    const raw = (await snapshot.locator('pre').textContent()) ?? '';
    expect(raw.split('\n')).toEqual(
      expect.arrayContaining([
        'event: tape.snapshot',
        expect.stringMatching(/^id: \S+$/),
        expect.stringMatching(/^data: \{/),
      ]),
    );
    expect(raw).toContain(`"version":${version}`);
    await snapshot.getByText('It replaces what the client has.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('is cut, goes on with the cursor, and says what was missed', async () => {
    await print(2);
    const page = await openWire();
    await button(page, 'Cut the connection').click();
    await page.getByText('Cut here, by you.').waitFor();
    // A button that is disabled has handed the focus on.
    await button(page, 'Reconnect with the cursor').and(page.locator(':focus')).waitFor();
    const { version } = await print(3);
    await button(page, 'Reconnect with the cursor').click();
    const says = `3 events, versions ${version - 2} to ${version}. All came, none twice`;
    await page.locator('.wire-resume', { hasText: says }).waitFor();
    await button(page, 'Cut the connection').and(page.locator(':focus')).waitFor();
    expect(await frame(page, 'tape.snapshot').count()).toBe(1);
    expect([await fact(page, 'lost'), await fact(page, 'repeated')]).toEqual(['0', '0']);
  });

  it('starts after the cursor of a frame, and from the start', async () => {
    await print(4);
    const page = await openWire();
    const { version } = await print(2);
    await frame(page, 'news.published').nth(1).waitFor();
    const first = frame(page, 'news.published').first();
    await first.locator('summary').click();
    await first.getByRole('button', { name: 'Restart after this frame' }).click();
    await page.locator('.wire-resume', { hasText: `1 event, version ${version}. All came` }).waitFor();
    await page.getByLabel('Start after a cursor').fill('start');
    await button(page, 'Restart').click();
    await page.locator('.wire-resume', { hasText: `${version} events, versions 1 to ${version}. All came` }).waitFor();
  });

  it('says that nothing can go on after a cursor that is none', async () => {
    const page = await openWire();
    await page.getByLabel('Start after a cursor').fill('yesterday');
    await button(page, 'Restart').click();
    await page.locator('.wire-resume', { hasText: 'Nothing can go on after yesterday (malformed)' }).waitFor();
    await frame(page, 'tape.gap').waitFor();
  });

  it('freezes until the server has parked it, and has everything afterwards', async () => {
    const page = await openWire();
    await button(page, 'Freeze the client').click();
    await button(page, 'Print 10 MB').click();
    await page.getByText('Print 10 MB: done.').waitFor();
    await page.locator('[data-fact="readers"]', { hasText: '1 parked' }).waitFor();
    const before = await fact(page, 'frames');
    await button(page, 'Read on').click();
    await page.locator('[data-fact="readers"]:not(:has-text("parked"))').waitFor();
    await until(
      'all 900 stories have come',
      async () => Number(await fact(page, 'frames')) >= Number(before) + 900 || undefined,
    );
    expect([await fact(page, 'lost'), await fact(page, 'repeated')]).toEqual(['0', '0']);
  });

  it('refuses a topic that is none, and shows the refusal of the server', async () => {
    const page = await openWire();
    await page.getByLabel('Topic').fill('nonsense');
    await button(page, 'Watch').click();
    await page.getByRole('alert').filter({ hasText: 'A topic is family/id' }).waitFor();
    await page.getByLabel('Topic').fill('orders/nobody');
    await button(page, 'Watch').click();
    await page.locator('.wire-note', { hasText: 'Refused:' }).waitFor();
  });

  async function openWire(): Promise<Page> {
    const page = await openPage();
    await page.goto(`${api.url}/${ADDRESS}`);
    await page.locator('lab-wire[data-phase="open"]').waitFor();
    await frame(page, 'tape.caught-up').waitFor();
    return page;
  }
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const frame = (page: Page, event: string) => page.locator(`.wire-frame[data-event="${event}"]`);
const fact = async (page: Page, name: string): Promise<string> =>
  (await page.locator(`lab-wire [data-fact="${name}"]`).textContent()) ?? '';
