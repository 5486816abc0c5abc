import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { fillViews, navigation, openView } from './support/every-view';
import { postNews } from './support/http';
import { HttpProxy } from './support/http-proxy';
import { waitForPhase } from './support/views';

describeInBrowser('behind a proxy that holds streams back', ({ openPage }) => {
  let api: ApiProcess;
  let proxy: HttpProxy;
  beforeAll(async () => {
    api = await ApiProcess.start({ SIMULATE: 'on' });
    proxy = await HttpProxy.start(api.url);
  });
  afterAll(async () => {
    await proxy?.[Symbol.asyncDispose]();
    await api?.[Symbol.asyncDispose]();
  });

  it('every view has content before any stream has answered', async () => {
    const addresses = await fillViews(api);
    const first = await openPage();
    await first.goto(proxy.url);
    for (const hash of [...(await navigation(first)), ...addresses]) {
      const page = await openPage();
      await openView(page, proxy.url, hash, false);
      expect([hash, await page.locator('connection-badge').getAttribute('data-phase')]).toEqual([hash, 'connecting']);
      const words = (await page.locator('main').innerText()).split(/\s+/);
      // More than a heading: what it is for, and what can be done.
      expect([hash, words.length > 15]).toEqual([hash, true]);
      await page.context().close();
    }
    expect(proxy.streams.length).toBeGreaterThan(0);
  });

  it('the page goes on by polling, says so, and has what happens', async () => {
    const page = await openPage();
    await page.goto(proxy.url);
    await waitForPhase(page, 'live');
    await page.locator('.badge', { hasText: 'by polling' }).waitFor();
    await postNews(api.url, 'published', { storyId: 's-polled', headline: 'It came by polling' });
    await page.locator('[data-story="s-polled"]').waitFor();
  });
});
