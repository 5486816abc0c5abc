import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describeEveryView, openView, settled } from './support/every-view';

describeEveryView((views) => {
  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('has nothing that axe takes exception to, when %s and %d pixels wide', async (colorScheme, width) => {
    // What moves is looked at where it stands still: a colour cannot be told from a picture of its way.
    const page = await views.openPage({ colorScheme, reducedMotion: 'reduce', viewport: { width, height: 800 } });
    await page.goto(views.url);
    for (const hash of await views.addresses(page)) {
      await openView(page, views.url, hash);
      await settled(page);
      expect([hash, await violations(page)]).toEqual([hash, []]);
    }
  });
});

/** What axe finds, as lines to mend it by. It is evaluated, not loaded: the page's policy lets nothing in. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return (results as AxeResults).violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
  );
}
