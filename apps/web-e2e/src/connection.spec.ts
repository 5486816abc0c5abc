import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { CuttingProxy } from './support/cutting-proxy';
import { post, postNews } from './support/http';
import { asPrinted, getGeneration, printed, waitForPhase, waitForStatus, waitForText } from './support/views';

describeInBrowser('the connection', ({ openPage }) => {
  it('is shown while the server is away and when it is back', async () => {
    await using api = await ApiProcess.start();
    const page = await openPage();
    await page.goto(api.url);
    await waitForPhase(page, 'live');
    await api.kill();
    await waitForPhase(page, 'reconnecting');
    expect(await page.locator('.badge').innerText()).toContain('Reconnecting');
    await api.start();
    await waitForPhase(page, 'live');
  });

  it('goes over a server that is restarted politely', async () => {
    await using api = await ApiProcess.start();
    const page = await openPage();
    await page.goto(api.url);
    await waitForPhase(page, 'live');
    await api.stop();
    await waitForPhase(page, 'reconnecting');
    await api.start();
    await waitForPhase(page, 'live');
    await postNews(api.url, 'published', { storyId: 's-1', headline: 'Back again' });
    await page.locator('[data-story="s-1"]').waitFor();
  });

  it('brings what was published while it was cut, and resumes instead of starting over', async () => {
    await using api = await ApiProcess.start();
    await using proxy = await CuttingProxy.start(api.url);
    const page = await openPage();
    await page.goto(proxy.url);
    await waitForPhase(page, 'live');
    await postNews(api.url, 'published', { storyId: 's-1', headline: 'Before the cut' });
    await page.locator('[data-story="s-1"]').waitFor();
    proxy.refuse();
    await waitForPhase(page, 'reconnecting');
    await postNews(api.url, 'published', { storyId: 's-2', headline: 'During the cut' });
    proxy.allow();
    await page.locator('[data-story="s-2"]').waitFor();
    await waitForPhase(page, 'live');
    expect(await page.locator('[data-story="s-1"]').count()).toBe(1);
    const last = proxy.requests.filter((request) => /get \/v1\/\S*stream/.test(request)).at(-1);
    expect(last).toMatch(/last-?event-?id[=:]/);
  });

  it('that has fallen silent is given up and made anew, and not a letter is lost', async () => {
    await using api = await ApiProcess.start({ HEARTBEAT_MS: '400' });
    await using proxy = await CuttingProxy.start(api.url);
    const page = await openPage();
    const { id } = await post(`${api.url}/v1/generations`, { prompt: 'Why?', model: 'sim-slow', maxTokens: 60 });
    await page.goto(`${proxy.url}/#/generations/${id}`);
    await waitForText(page, 10);
    proxy.freeze();
    await page.locator('[data-fact="reconnects"]', { hasText: /^1$/ }).waitFor();
    await waitForStatus(page, 'completed');
    expect(await printed(page)).toBe(asPrinted((await getGeneration(api.url, id)).text));
  });

  it('survives being cut again and again in one generation', async () => {
    await using api = await ApiProcess.start({ RETRY_MS: '20' });
    await using proxy = await CuttingProxy.start(api.url);
    const page = await openPage();
    const { id } = await post(`${api.url}/v1/generations`, { prompt: 'Why?', model: 'sim-slow', maxTokens: 150 });
    await page.goto(`${proxy.url}/#/generations/${id}`);
    for (let cuts = 1; cuts <= 4; cuts += 1) {
      // A connection that is cut while it is still being made is not lost.
      await waitForText(page, (await printed(page)).length + 10);
      await waitForPhase(page, 'live');
      proxy.cut();
      await page.locator('[data-fact="reconnects"]', { hasText: new RegExp(`^${cuts}$`) }).waitFor();
    }
    await waitForStatus(page, 'completed');
    expect(await printed(page)).toBe(asPrinted((await getGeneration(api.url, id)).text));
  });
});
