import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { CuttingProxy } from './support/cutting-proxy';
import { holdRequests } from './support/held-requests';
import { post } from './support/http';
import { until } from './support/until';
import {
  asPrinted,
  getGeneration,
  idOf,
  printed,
  startGeneration,
  waitForPhase,
  waitForStatus,
  waitForText,
} from './support/views';

describeInBrowser('a generation', ({ openPage, complaints }) => {
  let api: ApiProcess;

  beforeAll(async () => {
    api = await ApiProcess.start({ SIMULATE: 'on' });
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
    expect(await printed(page)).toBe(asPrinted((await getGeneration(api.url, id)).text));
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
    expect(await printed(page)).toBe(asPrinted(text));
    expect(await stop.isDisabled()).toBe(true);
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
    expect(await page.locator('.chat-asked').textContent()).toBe(prompt);
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

  it('in markdown is printed letter by letter as it would be at once', async () => {
    const page = await openPage();
    await page.goto(`${api.url}/#/generations`);
    await page.getByLabel('Message').fill('Write me a document.');
    await page.getByLabel('Speed').selectOption('Fast');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await waitForStatus(page, 'completed');
    const answer = page.locator('chat-turn:last-child markdown-view');
    for (const part of ['h3', 'pre code', 'li em', 'td', 'blockquote', 'a[href^="https:"]']) {
      expect([part, await answer.locator(part).count()]).not.toEqual([part, 0]);
    }
    const printed = await answer.innerHTML();
    await page.reload();
    await waitForStatus(page, 'completed');
    expect(await answer.innerHTML()).toBe(printed);
    expect(complaints).toEqual([]);
  });

  it('shows how soon it began and how fast it came', async () => {
    const page = await openPage();
    await page.goto(`${api.url}/#/generations`);
    const id = await startGeneration(page, 'sim-fast');
    await waitForStatus(page, 'completed');
    const fact = (name: string) => page.locator(`[data-fact="${name}"]`).textContent();
    expect(await fact('first-token')).toMatch(/^\d+ ms$|^\d+\.\d\d s$/);
    expect(Number(await fact('rate'))).toBeGreaterThan(0);
    const { usage } = await getGeneration(api.url, id);
    expect(await fact('tokens')).toBe(String(usage?.completionTokens));
  });

  it('is asked on, carries what was said before, and is found again by its address', async () => {
    const page = await openPage();
    await page.goto(`${api.url}/#/generations`);
    const first = await startGeneration(page, 'sim-fast', 'Why?');
    await waitForStatus(page, 'completed');
    const answer = (await getGeneration(api.url, first)).text;
    const second = await startGeneration(page, 'sim-fast', 'And then?');
    expect(second).not.toBe(first);
    await waitForStatus(page, 'completed');
    await page.reload();
    await waitForStatus(page, 'completed');
    expect(await page.locator('.chat-asked').allTextContents()).toEqual(['Why?', 'And then?']);
    const { messages, text } = await getGeneration(api.url, second);
    expect(messages.map(({ content }) => content)).toEqual(['Why?', answer, 'And then?']);
    expect(await printed(page)).toBe(asPrinted(text));
    expect(complaints).toEqual([]);
  });

  it('that is running is stopped by the next question, and what it had written is part of the conversation', async () => {
    const page = await openPage();
    await page.goto(`${api.url}/#/generations`);
    const first = await startGeneration(page, 'sim-slow', 'Why?');
    await waitForText(page, 5);
    const second = await startGeneration(page, 'sim-fast', 'Shorter, please.');
    const { text } = await until('it is stopped', async () => {
      const generation = await getGeneration(api.url, first);
      return generation.status === 'cancelled' ? generation : undefined;
    });
    const [, said] = (await getGeneration(api.url, second)).messages;
    expect([said?.content.length, text]).toEqual([expect.any(Number), expect.stringMatching(/^\S/)]);
    expect(text.startsWith(said?.content ?? 'nothing')).toBe(true);
  });

  it('that is running is not stopped by a question that is refused, and says when it is too long', async () => {
    const page = await openPage();
    await page.goto(`${api.url}/#/generations`);
    const id = await startGeneration(page, 'sim-slow', 'Why?');
    await waitForText(page, 5);
    await page.route('**/v1/generations', (route) => route.fulfill({ status: 413 }));
    await page.getByLabel('Message').fill('And then?');
    await page.getByLabel('Message').press('Enter');
    await page.getByRole('alert').filter({ hasText: 'too long for the server. Begin a new one.' }).waitFor();
    expect((await getGeneration(api.url, id)).status).toBe('running');
    expect(await page.getByLabel('Message').inputValue()).toBe('And then?');
    await post(`${api.url}/v1/generations/${id}/cancel`);
  });

  it('whose words are not there yet is not asked on without them', async () => {
    const { id } = await post(`${api.url}/v1/generations`, { prompt: 'Why?', model: 'sim-fast', maxTokens: 5 });
    await using proxy = await CuttingProxy.start(api.url);
    const page = await openPage();
    await page.goto(`${proxy.url}/#/generations`);
    await page.getByLabel('Message').waitFor();
    proxy.refuse();
    await page.evaluate((hash) => (location.hash = hash), `#/generations/${id}`);
    await page.getByText('Opening the tape.').waitFor();
    await page.getByLabel('Message').fill('And then?');
    await page.getByLabel('Message').press('Enter');
    await page.getByRole('alert').filter({ hasText: 'still being opened' }).waitFor();
    expect(proxy.requests.filter((request) => request.startsWith('post /v1/generations'))).toEqual([]);
    expect(await page.getByLabel('Message').inputValue()).toBe('And then?');
  });

  it('that begins late does not drag the reader back, and is found again from the home page', async () => {
    const page = await openPage();
    await page.goto(`${api.url}/#/generations`);
    const release = await holdRequests(page, '**/v1/generations');
    await page.getByLabel('Message').fill('Why?');
    await page.getByLabel('Message').press('Enter');
    await page.getByRole('link', { name: 'Order', exact: true }).click();
    await page.locator('h1:focus', { hasText: 'Order something' }).waitFor();
    await release();
    await until('the answer has come', () =>
      page.evaluate(() => localStorage.getItem('tickertape.recent.generations') ?? undefined),
    );
    expect(new URL(page.url()).hash).toBe('#/orders');
    await page.goto(`${api.url}/#/`);
    await page.getByText(/^Your last answer /).waitFor();
  });

  it('leaves alone what is written while a question is on its way', async () => {
    const page = await openPage();
    await page.goto(`${api.url}/#/generations`);
    const release = await holdRequests(page, '**/v1/generations');
    const message = page.getByLabel('Message');
    await message.fill('Why?');
    await message.press('Enter');
    await message.pressSequentially(' And how');
    await release();
    await page.waitForURL(/#\/generations\/.+/);
    await waitForStatus(page, 'completed');
    expect(await message.inputValue()).toBe('Why? And how');
  });

  it('with a name that none can have is said not to exist, on blank paper', async () => {
    const page = await openPage();
    await page.goto(`${api.url}/#/generations`);
    await startGeneration(page, 'sim-fast');
    await waitForStatus(page, 'completed');
    await page.evaluate(() => (location.hash = '#/generations/bad%20id'));
    await page.getByText('There is no such generation.').waitFor();
    expect(await page.locator('chat-turn').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('is generated anew, with another answer to the same question', async () => {
    const page = await openPage();
    await page.goto(`${api.url}/#/generations`);
    const first = await startGeneration(page, 'sim-fast');
    await waitForStatus(page, 'completed');
    await page.getByRole('button', { name: 'Regenerate' }).click();
    await page.waitForURL((url) => !url.hash.endsWith(first));
    await waitForStatus(page, 'completed');
    const [one, other] = await Promise.all([first, idOf(page)].map((id) => getGeneration(api.url, id)));
    expect(other?.messages).toEqual(one?.messages);
    expect(other?.text).not.toBe(one?.text);
    expect(await page.locator('chat-turn').count()).toBe(2);
  });

  it('of a server that takes no directions is started without them', async () => {
    await using strict = await ApiProcess.start({ SIMULATE: 'off' });
    const page = await openPage();
    await page.goto(`${strict.url}/#/generations`);
    await page.getByLabel('Message').fill('Why?');
    await page.getByLabel('Message').press('Enter');
    await waitForStatus(page, 'completed');
    expect(await page.getByLabel('Writes').isDisabled()).toBe(true);
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
    await page.getByLabel('Message').fill('Why?');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'There is no model of that name.' }).waitFor();
  });
});

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
