import type { Page } from 'playwright-core';
import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { post } from './support/http';
import { until } from './support/until';
import { waitForPhase } from './support/views';

describeInBrowser('the market', ({ openPage, complaints }) => {
  let api: ApiProcess;

  beforeEach(async () => {
    api = await ApiProcess.start();
  });
  afterEach(() => api?.[Symbol.asyncDispose]());

  const append = (symbol: string, ...events: readonly object[]) =>
    post<object>(`${api.url}/v1/topics/quotes/${symbol}/events`, events);

  const updated = (last: string) => ({
    type: 'quotes.updated',
    data: { bid: '9.90', ask: '10.10', last, size: 100, high: '11.00', low: '9.00', day: '2026-11-22' },
  });

  const open = async (hash = '#/quotes'): Promise<Page> => {
    const page = await openPage();
    await page.goto(`${api.url}/${hash}`);
    await waitForPhase(page, 'live');
    return page;
  };

  const row = (page: Page, symbol: string) => page.locator(`quote-row[data-symbol="${symbol}"]`);
  const fact = async (page: Page, name: string) => Number(await page.locator(`[data-fact="${name}"]`).textContent());

  it('shows the quotes, moves with them, and says when a symbol is halted', async () => {
    await append('ACME', updated('10.00'));
    const page = await open();
    await row(page, 'ACME').getByText('10.00', { exact: true }).waitFor();
    await append('ACME', updated('10.05'));
    await row(page, 'ACME').locator('.quote-last[data-move="up"]', { hasText: '10.05' }).waitFor();
    await append('ACME', { type: 'quotes.halted', data: { reason: 'News <b>is</b> pending.' } });
    await row(page, 'ACME').getByText('Halted: News <b>is</b> pending.').waitFor();
    await append('ACME', { type: 'quotes.resumed', data: {} });
    await row(page, 'ACME').getByText('Halted').waitFor({ state: 'detached' });
    await append('ZINC', updated('3.00'));
    await row(page, 'ZINC').waitFor();
    expect(complaints).toEqual([]);
  });

  it('draws what was before the reader came, and in large the symbol that the address names', async () => {
    await append('ACME', updated('10.00'), updated('10.10'));
    await append('BOREAL', updated('5.00'));
    const page = await open('#/quotes/BOREAL');
    await row(page, 'ACME').locator('canvas').waitFor();
    await page.locator('figcaption', { hasText: 'BOREAL' }).waitFor();
    await page.locator('.chart canvas').waitFor();
    await row(page, 'ACME').getByRole('link', { name: 'ACME' }).click();
    await page.locator('figcaption', { hasText: 'ACME' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('says that there is no such symbol as the address names, until there is', async () => {
    await append('ACME', updated('10.00'));
    const page = await open('#/quotes/NOPE');
    await page.getByText('There is no such symbol: NOPE.').waitFor();
    await page.locator('figcaption', { hasText: 'ACME' }).waitFor();
    await append('NOPE', updated('1.00'));
    await page.locator('figcaption', { hasText: 'NOPE' }).waitFor();
    await page.getByText('There is no such symbol').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('conflates when less is wanted: fewer frames, every event, the same price', async () => {
    await append('ACME', updated('10.00'));
    const page = await open();
    const burst = page.getByRole('button', { name: '100 trades of ACME at once' });
    await burst.click();
    await until('every event has come', async () => (await fact(page, 'events')) === 100);
    expect(await fact(page, 'frames')).toBe(100);

    // To the end, where it is one event in ten seconds.
    await page.getByLabel('Send me, of a symbol').press('End');
    await page.getByText('1 in 10 seconds').waitFor();
    await until('it counts from there', async () => (await fact(page, 'events')) === 0);
    await waitForPhase(page, 'live');
    await burst.click();
    await append('ACME', updated('12.34'));
    await until('every event has come', async () => (await fact(page, 'events')) === 101);
    expect(await fact(page, 'frames')).toBeLessThanOrEqual(3);
    await row(page, 'ACME').getByText('12.34', { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });
});
