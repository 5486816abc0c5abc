import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { CuttingProxy } from './support/cutting-proxy';
import { post } from './support/http';
import { until } from './support/until';
import { asPrinted, getGeneration, printed, waitForPhase, waitForStatus, waitForText } from './support/views';

const DAY_MS = 24 * 3_600_000;
const SWEEP_MS = 600_000;

/** A process in which it is a day later, and the sweep of old events that comes every ten minutes comes at once. */
const A_DAY_LATER = `--import data:text/javascript,${encodeURIComponent(`
  const { now } = Date;
  Date.now = () => now() + ${DAY_MS} + ${SWEEP_MS};
  const every = setInterval;
  globalThis.setInterval = (call, ms, ...more) => every(call, ms === ${SWEEP_MS} ? 20 : ms, ...more);
`)}`;

describeInBrowser('a page that comes back', ({ openPage }) => {
  it('after a day is told what cannot be replayed, and shows the whole of it all the same', async () => {
    await using api = await ApiProcess.start();
    await using proxy = await CuttingProxy.start(api.url);
    const page = await openPage();
    const { id } = await post(`${api.url}/v1/generations`, { prompt: 'Why?', model: 'sim-slow', maxTokens: 40 });
    await page.goto(`${proxy.url}/#/generations/${id}`);
    await waitForText(page, 10);
    proxy.refuse();
    await waitForPhase(page, 'reconnecting');
    const generation = () => getGeneration(api.url, id);
    await until('it is written', async () => (await generation()).status === 'completed' || undefined);
    const { text } = await generation();

    await api.stop();
    await api.start({ NODE_OPTIONS: A_DAY_LATER });
    await until('its events are gone', async () => {
      const replay = await fetch(`${api.url}/v1/generations/${id}/stream?lastEventId=start&maxStreamMs=0`);
      return replay.status === 204 || !(await replay.text()).includes('generations.delta') || undefined;
    });
    proxy.allow();
    await page.locator('.gap', { hasText: 'could not be replayed (expired)' }).waitFor();
    await waitForStatus(page, 'completed');
    expect(await printed(page)).toBe(asPrinted(text));
  });

  it('to another tape is told so, and shows what is there', async () => {
    await using api = await ApiProcess.start();
    await using proxy = await CuttingProxy.start(api.url);
    await post(`${api.url}/v1/topics/news/lab/events`, {
      type: 'news.published',
      data: { storyId: 's-1', headline: 'On the first tape' },
    });
    const page = await openPage();
    await page.goto(`${proxy.url}/#/lab/news%2Flab`);
    await page.locator('.wire-frame[data-event="tape.caught-up"]').waitFor();
    const cursor = await page.locator('lab-wire [data-fact="cursor"]').textContent();
    proxy.refuse();
    await api.stop();
    await api.forget();
    await api.start();
    proxy.allow();
    await page.getByRole('button', { name: 'Reconnect with the cursor' }).click();
    await page.locator('.wire-resume', { hasText: `Nothing can go on after ${cursor} (epoch).` }).waitFor();
    // The ticker has the same cursor's fate, and goes on by itself.
    await waitForPhase(page, 'live');
  });
});
