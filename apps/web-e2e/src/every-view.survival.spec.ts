import type { Page } from 'playwright-core';
import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { CuttingProxy } from './support/cutting-proxy';
import { navigation, openView } from './support/every-view';
import { post } from './support/http';
import { SURVIVORS, type Survivor } from './support/survivors';
import { until } from './support/until';
import { asPrinted, getGeneration, printed, waitForPhase, waitForStatus, waitForText } from './support/views';

describeInBrowser('every view', ({ openPage }) => {
  let api: ApiProcess;
  let proxy: CuttingProxy;
  beforeAll(async () => {
    api = await ApiProcess.start();
    proxy = await CuttingProxy.start(api.url);
  });
  afterAll(async () => {
    await proxy?.[Symbol.asyncDispose]();
    await api?.[Symbol.asyncDispose]();
  });

  it('is asked here', async () => {
    const page = await openPage();
    await page.goto(api.url);
    const names = (await navigation(page)).map((hash) => hash.split('/')[1] || 'home');
    expect(names.sort()).toEqual([...Object.keys(SURVIVORS), 'generations'].sort());
  });

  it.each(Object.entries(SURVIVORS))(
    '%s: shows everything once after a reload, a cut of the network and a crash of the server',
    async (_, survivor) => {
      const page = await openPage();
      const hash = await survivor.prepare(api.url);
      let count = 0;
      const happen = () => survivor.happen(api.url, (count += 1), hash);
      const showsAll = () => untilShown(page, survivor, count);

      await happen();
      await openView(page, proxy.url, hash);
      await showsAll();

      await page.reload();
      await showsAll();
      await happen();
      await showsAll();

      proxy.refuse();
      await saysThatItIsCut(page);
      await happen();
      proxy.allow();
      await isBack(page, survivor);
      await showsAll();

      await api.kill();
      await saysThatItIsCut(page);
      await api.start();
      await happen();
      await isBack(page, survivor);
      await showsAll();

      // Nothing of it was made good by a snapshot of which the page would say so, and a fresh page shows the same.
      expect(await page.locator('tape-facts .gap').allTextContents()).not.toContainEqual(expect.stringMatching(/./));
      await page.reload();
      await showsAll();
    },
  );

  it('generations: every letter after a reload and a cut of the network, and the end after a crash of the server', async () => {
    const page = await openPage();
    const { id } = await post(`${api.url}/v1/generations`, { prompt: 'Why?', model: 'sim-slow' });
    const text = async () => asPrinted((await getGeneration(api.url, id)).text);
    await openView(page, proxy.url, `#/generations/${id}`);
    const first = await waitForText(page, 20);

    await page.reload();
    const second = await waitForText(page, first.length + 20);
    expect(second.startsWith(first)).toBe(true);

    proxy.refuse();
    await saysThatItIsCut(page);
    const cut = await printed(page);
    await until('it is written on', async () => (await text()).length > cut.length + 20 || undefined);
    proxy.allow();
    const third = await waitForText(page, cut.length + 20);
    expect(third.startsWith(cut)).toBe(true);
    expect((await text()).startsWith(third)).toBe(true);

    await api.kill();
    await saysThatItIsCut(page);
    const last = await printed(page);
    await api.start();
    await waitForStatus(page, 'interrupted');
    await waitForPhase(page, 'finished');
    expect((await text()).startsWith(last)).toBe(true);
    expect(await printed(page)).toBe(await text());
    expect(await page.locator('tape-facts .gap').textContent()).toBe('');
  });
});

async function untilShown(page: Page, survivor: Survivor, count: number): Promise<void> {
  const expected = survivor.expected(count);
  const isShown = async () => {
    const shown = await survivor.shown(page);
    return JSON.stringify(shown) === JSON.stringify(expected) ? true : undefined;
  };
  await until('it shows all', isShown).catch(async () => expect(await survivor.shown(page)).toEqual(expected));
}

/** In words, and with the reason. */
async function saysThatItIsCut(page: Page): Promise<void> {
  await waitForPhase(page, 'reconnecting');
  const said = await page.locator('.badge-status').innerText();
  expect(said).toMatch(/^Reconnecting\s+(the connection broke|the server does not answer|there is no network)$/);
}

/** Or it has come to its end in the meantime. */
async function isBack(page: Page, { takeUp }: Survivor): Promise<void> {
  await page.locator('connection-badge:is([data-phase="live"], [data-phase="finished"])').waitFor();
  expect(await page.locator('.badge-phase').innerText()).toMatch(/^(Live|Finished)$/);
  await takeUp?.(page);
}
