import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { describeEveryView, openView, settled } from './support/every-view';

/** All that the dark may change. */
const COLOURS: RunOptions = { runOnly: ['color-contrast', 'link-in-text-block'] };

describeEveryView((views) => {
  it.each([1280, 360])('has nothing that axe takes exception to, light and dark, %d pixels wide', async (width) => {
    // What moves is looked at where it stands still: a colour cannot be told from a picture of its way.
    const viewport = { width, height: 800 };
    const page = await views.openPage({ colorScheme: 'light', reducedMotion: 'reduce', viewport });
    await page.goto(views.url);
    for (const hash of await views.addresses(page)) {
      await page.emulateMedia({ colorScheme: 'light' });
      await openView(page, views.url, hash);
      await settled(page);
      await page.evaluate(axe.source);
      expect([hash, await violations(page)]).toEqual([hash, []]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect([hash, 'dark', await violations(page, COLOURS)]).toEqual([hash, 'dark', []]);
    }
  });
});

/** What axe finds, as lines to mend it by. It is evaluated, not loaded: the page's policy lets nothing in. */
async function violations(page: Page, options: RunOptions = {}): Promise<readonly string[]> {
  const run = (options: RunOptions) => (globalThis as unknown as { axe: typeof axe }).axe.run(options);
  const results: AxeResults = await page.evaluate(run, options);
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
  );
}
