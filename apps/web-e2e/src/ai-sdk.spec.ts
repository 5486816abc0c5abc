import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { CuttingProxy } from './support/cutting-proxy';
import { get } from './support/http';
import { until } from './support/until';

/** What the page puts beside itself. */
interface ChatWindow {
  readonly chat: { sendMessage(message: { text: string }): Promise<void>; resumeStream(): Promise<void> };
}

const BASE = '/ai-sdk-page/';
const ANSWER = 'article.assistant';

describeInBrowser("the AI SDK's chat in a page", ({ openPage, complaints }) => {
  let api: ApiProcess;
  let built: string;

  beforeAll(async () => {
    built = mkdtempSync(join(tmpdir(), 'tickertape-ai-sdk-page-'));
    const vite = join(__dirname, '../../../node_modules/vite/bin/vite.js');
    const options = ['--base', BASE, '--outDir', built, '--emptyOutDir', '--target', 'es2022', '--logLevel', 'warn'];
    execFileSync(process.execPath, [vite, 'build', join(__dirname, 'ai-sdk-page'), ...options]);
    api = await ApiProcess.start();
  });
  afterAll(async () => {
    await api?.[Symbol.asyncDispose]();
    rmSync(built, { recursive: true, force: true });
  });

  /** Opens the page as if the server had it, and waits until it has looked for an answer to resume. */
  async function openChat(url: string, id: string): Promise<Page> {
    const page = await openPage();
    await page.route(`**${BASE}**`, (route) => {
      const path = new URL(route.request().url()).pathname.slice(BASE.length);
      return route.fulfill({ path: join(built, path || 'index.html') });
    });
    await page.goto(`${url}${BASE}?chat=${id}`);
    await page.waitForFunction(() => 'chat' in globalThis);
    return page;
  }

  const send = (page: Page) =>
    page.evaluate(() => void (globalThis as unknown as ChatWindow).chat.sendMessage({ text: 'Why do tickers tick?' }));
  const written = (page: Page, characters: number) =>
    until(`${characters} characters`, async () => {
      const [text = ''] = await page.locator(ANSWER).allTextContents();
      return text.length >= characters ? text : undefined;
    });
  const waitForStatus = (page: Page, status: string) => page.locator('#status', { hasText: status }).waitFor();

  /** Expects the question and its whole answer, each once. */
  async function expectWhole(page: Page): Promise<void> {
    await waitForStatus(page, 'ready');
    expect(await page.locator('article').count()).toBe(2);
    const id = await page.locator(ANSWER).getAttribute('id');
    const { status, text } = await get<{ status: string; text: string }>(`${api.url}/v1/generations/${id}`);
    expect({ status, text: await page.locator(ANSWER).textContent() }).toEqual({ status: 'completed', text });
  }

  it('writes an answer before our eyes', async () => {
    const page = await openChat(api.url, 'page-1');
    await send(page);
    const early = await written(page, 20);
    expect((await written(page, early.length + 20)).startsWith(early)).toBe(true);
    await expectWhole(page);
    expect(complaints).toEqual([]);
  });

  it('has the answer whole and once after a reload in the middle, and after one at the end', async () => {
    const page = await openChat(api.url, 'page-2');
    await send(page);
    await written(page, 40);
    await page.reload();
    await waitForStatus(page, 'streaming');
    await expectWhole(page);
    await page.reload();
    await page.locator(ANSWER).waitFor();
    await expectWhole(page);
    expect(complaints).toEqual([]);
  });

  it('has it whole and once after the connection was cut', async () => {
    await using proxy = await CuttingProxy.start(api.url);
    const page = await openChat(proxy.url, 'page-3');
    await send(page);
    const early = await written(page, 40);
    proxy.cut();
    await waitForStatus(page, 'error');
    expect(await written(page, early.length)).toContain(early);
    await page.evaluate(() => (globalThis as unknown as ChatWindow).chat.resumeStream());
    await expectWhole(page);
  });
});
