import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { post, postNews } from './support/http';
import { until } from './support/until';
import { asPrinted, getGeneration, printed, waitForPhase, waitForStatus, waitForText } from './support/views';

const OFFLINE_MS = 10_000;

describeInBrowser('a browser that is offline for ten seconds', ({ openPage }) => {
  it('says so, keeps what it shows, and has everything when it is back', async () => {
    await using api = await ApiProcess.start();
    const { id } = await post(`${api.url}/v1/generations`, { prompt: 'Why?', model: 'sim-slow', maxTokens: 250 });
    const page = await openPage();
    await page.goto(`${api.url}/#/generations/${id}`);
    const before = await waitForText(page, 20);
    await page.context().setOffline(true);
    const offlineAt = Date.now();
    await waitForPhase(page, 'reconnecting');
    expect(await page.locator('.badge').innerText()).toContain('there is no network');
    await postNews(api.url, 'published', { storyId: 's-1', headline: 'While you were away' });
    const seen = await printed(page);
    expect(seen.startsWith(before)).toBe(true);
    await until('ten seconds have gone by', () => Date.now() - offlineAt >= OFFLINE_MS || undefined);
    expect(await printed(page)).toBe(seen);
    expect((await getGeneration(api.url, id)).status).toBe('running');

    await page.context().setOffline(false);
    await page.locator('[data-story="s-1"]').waitFor();
    await waitForStatus(page, 'completed');
    expect(await printed(page)).toBe(asPrinted((await getGeneration(api.url, id)).text));
    expect(await page.locator('[data-fact="reconnects"]').textContent()).toBe('1');
    expect(await page.locator('.gap').allTextContents()).toEqual(['']);
  });
});
