import { describeEveryView, openView, settled } from './support/every-view';
import { sumOf, takeShifts, watchShifts } from './support/shifts';

/** A tenth of what web.dev calls good. */
const SHIFT_MAX = 0.01;

/** As fast as they were, matches do not begin or end while a view is loaded: `live-shifts.spec.ts` is about those that do. */
const AS_PLAYED = { MATCH_SPEED: '1' };

describeEveryView((views) => {
  it.each([360, 1280])('keeps its place while its data comes, %d pixels wide', async (width) => {
    const first = await views.openPage({ viewport: { width, height: 800 } });
    await first.goto(views.url);
    for (const hash of await views.addresses(first)) {
      const page = await views.openPage({ viewport: { width, height: 800 } });
      await watchShifts(page);
      await openView(page, views.url, hash);
      await settled(page);
      const shifts = await takeShifts(page);
      expect([hash, sumOf(shifts) > SHIFT_MAX ? shifts : []]).toEqual([hash, []]);
      await page.context().close();
    }
  });
}, AS_PLAYED);
