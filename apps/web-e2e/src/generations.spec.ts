import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { post } from './support/http';
import { getGeneration, printed, startGeneration, waitForPhase, waitForStatus, waitForText } from './support/views';

describeInBrowser('a generation', ({ openPage, complaints }) => {
  let api: ApiProcess;

  beforeAll(async () => {
    api = await ApiProcess.start();
  });
  afterAll(() => api?.[Symbol.asyncDispose]());

  it('is written before our eyes and finishes', async () => {
    const page = await openPage();
    await page.goto(`${api.url}/#/generations`);
    const id = await startGeneration(page, 'sim-standard');
    await waitForPhase(page, 'live');
    const early = await waitForText(page, 10);
    await waitForStatus(page, 'running');
    expect(await waitForText(page, early.length + 20)).toMatch(new RegExp(`^${escape(early)}`));
    await waitForStatus(page, 'completed');
    await waitForPhase(page, 'finished');
    expect(await printed(page)).toBe((await getGeneration(api.url, id)).text);
    expect(complaints).toEqual([]);
  });

  it('is stopped, and keeps what was written', async () => {
    const page = await openPage();
    await page.goto(`${api.url}/#/generations`);
    const stop = page.getByRole('button', { name: 'Stop', exact: true });
    expect(await stop.isDisabled()).toBe(true);
    const id = await startGeneration(page, 'sim-slow');
    await waitForText(page, 10);
    await stop.click();
    await waitForStatus(page, 'cancelled');
    await waitForPhase(page, 'finished');
    const { status, text } = await getGeneration(api.url, id);
    expect(status).toBe('cancelled');
    expect(await printed(page)).toBe(text);
    expect(await stop.isDisabled()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('continues after a reload in the middle', async () => {
    const page = await openPage();
    await page.goto(`${api.url}/#/generations`);
    const id = await startGeneration(page, 'sim-standard');
    const early = await waitForText(page, 40);
    await page.reload();
    await waitForStatus(page, 'running');
    const later = await waitForText(page, early.length + 1);
    expect(later.startsWith(early)).toBe(true);
    await waitForStatus(page, 'completed');
    expect(await printed(page)).toBe((await getGeneration(api.url, id)).text);
    expect(complaints).toEqual([]);
  });

  it('is followed by a second tab, to the same letter', async () => {
    const first = await openPage();
    await first.goto(`${api.url}/#/generations`);
    await startGeneration(first, 'sim-standard');
    await waitForText(first, 40);
    const second = await first.context().newPage();
    await second.goto(first.url());
    await waitForStatus(second, 'running');
    await waitForStatus(second, 'completed');
    await waitForStatus(first, 'completed');
    expect(await printed(second)).toBe(await printed(first));
  });

  it('that is finished long since is shown as it ended', async () => {
    const { id } = await post(`${api.url}/v1/generations`, { prompt: 'Why?', model: 'sim-slow' });
    await post(`${api.url}/v1/generations/${id}/cancel`);
    const page = await openPage();
    await page.goto(`${api.url}/#/generations/${id}`);
    await waitForStatus(page, 'cancelled');
    await waitForPhase(page, 'finished');
  });

  it('shows markup as text', async () => {
    const page = await openPage();
    await page.goto(`${api.url}/#/generations`);
    const prompt = '<img src="/nowhere" onerror="document.title=1"><b>bold</b>';
    await startGeneration(page, 'sim-fast', prompt);
    await waitForStatus(page, 'completed');
    expect(await page.locator('.roll-asked').textContent()).toBe(prompt);
    expect(await page.locator('.roll img, .roll b').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('that does not exist is said to, and not asked for again and again', async () => {
    const page = await openPage();
    await page.goto(`${api.url}/#/generations/nowhere`);
    await waitForPhase(page, 'failed');
    expect(await page.locator('.says').textContent()).not.toBe('');
    await page.getByRole('button', { name: 'Try again' }).waitFor();
  });

  it('that is refused shows why', async () => {
    const page = await openPage();
    await page.route('**/v1/generations', (route) =>
      route.fulfill({
        status: 400,
        contentType: 'application/problem+json',
        json: { title: 'Bad Request', status: 400, detail: 'There is no model of that name.', code: 'invalid' },
      }),
    );
    await page.goto(`${api.url}/#/generations`);
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'There is no model of that name.' }).waitFor();
  });
});

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
