import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { describeEveryView, openView, settled } from './support/every-view';
import { until } from './support/until';

/** For people to look at: a run of the tests is not green by what is in them. */
const FOLDER = join(__dirname, '../../../dist/screenshots');

const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  phone: { colorScheme: 'light', viewport: { width: 360, height: 780 }, deviceScaleFactor: 2 },
};

describeEveryView((views) => {
  beforeAll(() => mkdirSync(FOLDER, { recursive: true }));

  it.each(Object.keys(LOOKS))('has its picture taken, %s, and fits its width', async (look) => {
    const page = await views.openPage(LOOKS[look]);
    const width = LOOKS[look]?.viewport?.width;
    await page.goto(views.url);
    for (const hash of await views.addresses(page)) {
      await openView(page, views.url, hash);
      await settled(page);
      await until('its fonts are there', () =>
        page.evaluate(async () => (await document.fonts.ready).status === 'loaded'),
      );
      expect([hash, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([hash, width]);
      // Some addresses lead further down, and what stays at the top would be in the middle of the picture.
      await page.evaluate(() => scrollTo(0, 0));
      const [, name = '', id = ''] = hash.split('/');
      await page.screenshot({ path: join(FOLDER, `${name || 'home'}${id && '-filled'}-${look}.png`), fullPage: true });
    }
    expect(views.complaints).toEqual([]);
  });
});
