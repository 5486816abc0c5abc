import type { Page } from 'playwright-core';
import { describeEveryView, openView, settled } from './support/every-view';

/** What web.dev calls good is below this. */
const SHIFT_MAX = 0.1;

describeEveryView((views) => {
  it.each([360, 1280])('keeps its place while its data comes, %d pixels wide', async (width) => {
    const first = await views.openPage({ viewport: { width, height: 800 } });
    await first.goto(views.url);
    for (const hash of await views.addresses(first)) {
      const page = await views.openPage({ viewport: { width, height: 800 } });
      await openView(page, views.url, hash);
      await settled(page);
      const shifts = await shiftsOf(page);
      const sum = shifts.reduce((total, { value }) => total + value, 0);
      expect([hash, sum > SHIFT_MAX ? shifts : []]).toEqual([hash, []]);
      await page.context().close();
    }
  });
});

interface Shift {
  readonly value: number;
  /** What moved, as tags and classes. */
  readonly moved: readonly string[];
}

/** The layout shifts of a page since it was opened. */
function shiftsOf(page: Page): Promise<readonly Shift[]> {
  return page.evaluate(
    () =>
      new Promise<Shift[]>((resolve) => {
        const toShift = (entry: PerformanceEntry): Shift => {
          const { value, sources } = entry as unknown as { value: number; sources: { node?: Element | null }[] };
          const name = ({ node }: { node?: Element | null }) => `${node?.nodeName}.${node?.className}`;
          return { value, moved: sources.map(name) };
        };
        const observer = new PerformanceObserver((list) => resolve(list.getEntries().map(toShift)));
        observer.observe({ type: 'layout-shift', buffered: true });
        // An observer of nothing is never called: two frames later there is nothing to tell.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(observer.takeRecords().map(toShift))));
      }),
  );
}
