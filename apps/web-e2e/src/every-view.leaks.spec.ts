import type { CDPSession, Page } from 'playwright-core';
import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { fillViews, navigation, settled } from './support/every-view';
import { post } from './support/http';

/** After a first one: what is loaded and kept once is no leak. */
const VISITS = 4;

interface Held {
  readonly nodes: number;
  readonly jsEventListeners: number;
}

describeInBrowser('every view', ({ openPage }) => {
  it('leaves nothing behind when it is left: no nodes, no listeners', async () => {
    // Without simulated sources, whose news would be nodes as well.
    await using api = await ApiProcess.start();
    const prices = {
      bid: '9.90',
      ask: '10.10',
      last: '10.00',
      size: 100,
      high: '11.00',
      low: '9.00',
      day: '2026-11-22',
    };
    await post(`${api.url}/v1/topics/quotes/ACME/events`, { type: 'quotes.updated', data: prices });
    const teams = { home: 'Peru', away: 'Chad', kickOff: '2026-11-22T19:00:00Z' };
    await post(`${api.url}/v1/topics/matches/m1/events`, { type: 'matches.scheduled', data: teams });
    const filled = await fillViews(api);
    const page = await openPage();
    await page.goto(api.url);
    const devTools = await page.context().newCDPSession(page);
    for (const hash of [...(await navigation(page)), ...filled]) {
      await visit(page, hash);
      const held = [await measure(devTools)];
      for (let visits = 0; visits < VISITS; visits += 1) {
        await visit(page, hash);
        held.push(await measure(devTools));
      }
      const growths = { nodes: leastGrowth(held, 'nodes'), listeners: leastGrowth(held, 'jsEventListeners') };
      expect([hash, growths]).toEqual([hash, { nodes: 0, listeners: 0 }]);
    }
  });
});

/** What every visit has left behind. The browser holds on to a view that was left for a while: one, not one a visit. */
function leastGrowth(held: readonly Held[], what: keyof Held): number {
  const growths = held.slice(1).map((after, index) => after[what] - (held[index]?.[what] ?? 0));
  return Math.max(0, Math.min(...growths));
}

/** Goes to an address within the page, and back home. */
async function visit(page: Page, hash: string): Promise<void> {
  for (const address of [hash, '#/']) {
    const name = /^#\/(\w+)/.exec(address)?.[1] ?? 'home';
    await page.evaluate((to) => (location.hash = to), address);
    await page.locator(`main > tickertape-${name} h1`).waitFor();
    await settled(page);
  }
}

/** What the page holds on to when all that nobody needs is gone. */
async function measure(devTools: CDPSession): Promise<Held> {
  await devTools.send('HeapProfiler.collectGarbage');
  return devTools.send('Memory.getDOMCounters');
}
