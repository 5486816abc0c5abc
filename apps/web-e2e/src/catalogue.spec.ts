import type { BrowserContextOptions, Page } from 'playwright-core';
import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { CuttingProxy } from './support/cutting-proxy';
import { openView } from './support/every-view';
import { get, post } from './support/http';
import { until } from './support/until';
import { waitForPhase } from './support/views';

interface EventType {
  readonly type: string;
  readonly family: string;
  readonly description: string;
  readonly schema: { readonly properties?: object };
  readonly sample: object;
  readonly delivery: { readonly wholeFamily: boolean };
}

describeInBrowser('the catalogue', ({ openPage, complaints }) => {
  let api: ApiProcess;
  let types: readonly EventType[];

  beforeAll(async () => {
    api = await ApiProcess.start();
    types = (await get<{ items: readonly EventType[] }>(`${api.url}/v1/event-types`)).items;
  });
  afterAll(() => api?.[Symbol.asyncDispose]());

  const find = (name: string): EventType => {
    const found = types.find(({ type }) => type === name);
    if (!found) throw new Error(`${name} is not in the catalogue`);
    return found;
  };

  /** Appends a sample, as anybody does who is not the page. */
  const append = (name: string, topic: string) =>
    post<{ version: number }>(`${api.url}/v1/topics/${topic}/events`, { type: name, data: find(name).sample });

  const open = async (name = '', topicId = '', options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await openPage(options);
    // A topic that is not there yet cannot be connected to.
    await openView(page, api.url, addressOf(name, topicId), false);
    await page.locator('.types a').first().waitFor();
    return page;
  };

  it('has every type that the server has, with its description, schema and sample', async () => {
    const page = await open();
    expect(await page.locator('.types a').allTextContents()).toEqual(types.map(({ type }) => type));
    for (const { type, description, schema, sample } of types) {
      await page.getByRole('link', { name: type, exact: true }).click();
      const sheet = page.locator(`type-sheet[data-type="${type}"]`);
      await sheet.waitFor();
      expect(await sheet.locator('.type-says').textContent()).toBe(description);
      expect(JSON.parse((await sheet.getByLabel('Sample', { exact: true }).textContent()) ?? '')).toEqual(sample);
      const raw = (await sheet.locator('details pre').textContent()) ?? '';
      expect(JSON.parse(raw)).toEqual(schema);
      const rows = sheet.locator('.schema-fields tbody tr');
      const fields = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-field')));
      expect(fields.filter((name) => !/[.[]/.test(name ?? ''))).toEqual(Object.keys(schema.properties ?? {}));
    }
    expect(complaints).toEqual([]);
  });

  it('says of a field what it is and what it keeps to', async () => {
    const page = await open('orders.received');
    const field = (name: string) => page.locator(`tr[data-field="${name}"]`).innerText();
    expect(await field('items')).toMatch(/array of object\s+required\s+1 to 100 items/);
    expect(await field('items[].quantity')).toMatch(/integer\s+required/);
    expect(await field('address')).toMatch(/string or null\s+optional/);
  });

  it('prints events of a family that is followed whole, whatever their topics, and counts the others', async () => {
    const page = await open('news.corrected');
    await waitForPhase(page, 'live');
    await append('news.published', 'news/here');
    await append('news.corrected', 'news/here');
    await append('news.corrected', 'news/there');
    await row(page, 'news/there', 1).filter({ hasText: 'Tape beats wire by two lengths' }).waitFor();
    expect(await rows(page)).toEqual(['news/there 1', 'news/here 2']);
    await page.getByText('2 events of this type, and 1 of other types').waitFor();
    expect(complaints).toEqual([]);
  });

  it('prints events of a topic that the reader names, those that are kept and those that come', async () => {
    await append('orders.received', 'orders/named');
    const page = await open('orders.received');
    await page.getByText('orders are not read all at once: name a topic.').waitFor();
    await page.getByLabel('Topic').fill('named');
    await button(page, 'Follow').click();
    await row(page, 'orders/named', 1).waitFor();
    await append('orders.received', 'orders/named');
    await append('orders.received', 'orders/another');
    await row(page, 'orders/named', 2).waitFor();
    expect(await rows(page)).toEqual(['orders/named 2', 'orders/named 1']);
    expect(new URL(page.url()).hash).toBe(addressOf('orders.received', 'named'));
    expect(complaints).toEqual([]);
  });

  it('appends the sample of a type of every family, and prints it', async () => {
    const page = await open();
    const families = new Map(types.toReversed().map((type) => [type.family, type]));
    for (const { type, family } of families.values()) {
      await page.getByRole('link', { name: type, exact: true }).click();
      await page.locator(`type-sheet[data-type="${type}"]`).waitFor();
      await waitForPhase(page, 'live');
      await page.getByLabel('Topic').fill('own');
      await button(page, 'Append the sample').click();
      await row(page, `${family}/own`, 1).waitFor();
    }
    expect(families.size).toBeGreaterThanOrEqual(10);
    expect(complaints).toEqual([]);
  });

  it('begins a topic that is not there yet, goes on in it with another type, and is told when it is finished', async () => {
    const page = await open('orders.received', 'mine');
    await page.getByText('There is no orders/mine yet').waitFor();
    await button(page, 'Append the sample').click();
    await row(page, 'orders/mine', 1).waitFor();
    await page.getByText('Appended to orders/mine, as version 1.').waitFor();
    await page.getByRole('link', { name: 'orders.delivered', exact: true }).click();
    expect(await page.getByLabel('Topic').inputValue()).toBe('mine');
    await button(page, 'Append the sample').click();
    await row(page, 'orders/mine', 2).waitFor();
    await page.getByText('orders/mine is finished: nothing will follow.').waitFor();
    await button(page, 'Append the sample').click();
    await page.getByRole('alert').filter({ hasText: 'orders/mine is finished: name another one.' }).waitFor();
  });

  it.each(['Follow', 'Append the sample'])('refuses what cannot be a topic: %s', async (action) => {
    const page = await open('orders.received');
    for (const id of ['', 'two words', 'a/b', 'ü', 'x'.repeat(129)]) {
      await page.getByLabel('Topic').fill(id);
      await button(page, action).click();
      await page.getByRole('alert').filter({ hasText: 'The id of a topic has 1 to 128 letters' }).waitFor();
      expect(await page.getByLabel('Topic').getAttribute('aria-invalid')).toBe('true');
    }
    await page.getByLabel('Topic').fill('one-word');
    await button(page, action).click();
    await page.locator('type-tail[data-topic="orders/one-word"]').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('shows the same type and topic after a reload', async () => {
    await append('feeds.activity_added', 'feeds/reader');
    const page = await open('feeds.activity_added', 'reader');
    await row(page, 'feeds/reader', 1).waitFor();
    await page.reload();
    await row(page, 'feeds/reader', 1).waitFor();
    const marked = page.locator('.types a[aria-current]');
    expect(await marked.textContent()).toBe('feeds.activity_added');
    expect(await page.title()).toBe('Catalogue feeds.activity_added/reader · Tickertape');
    const [panel, link] = [await page.locator('.types').boundingBox(), await marked.boundingBox()];
    expect(link?.y).toBeGreaterThanOrEqual(panel?.y ?? Infinity);
    expect((link?.y ?? Infinity) + (link?.height ?? 0)).toBeLessThanOrEqual((panel?.y ?? 0) + (panel?.height ?? 0));
  });

  it('narrows the types to those that have all words, and says when there is none', async () => {
    const page = await open();
    const shown = () => page.locator('.types a:visible').allTextContents();
    await page.getByText(`${types.length} types`, { exact: true }).waitFor();
    await page.getByLabel('Filter').fill('ORDERS door');
    expect(await shown()).toEqual(['orders.delivered']);
    await page.getByText(`1 of ${types.length} types`).waitFor();
    await page.getByLabel('Filter').fill('nothing-is-called-so');
    expect(await shown()).toEqual([]);
    await page.getByText('No type is called so, or says so.').waitFor();
    await page.getByLabel('Filter').fill('');
    expect(await shown()).toEqual(types.map(({ type }) => type));
  });

  it('says that there is no such type, and shows one that there is', async () => {
    const page = await open('orders.eaten');
    await page.getByText('This server has no event type “orders.eaten”.').waitFor();
    await page.getByRole('link', { name: 'orders.delivered', exact: true }).click();
    await page.locator('type-sheet[data-type="orders.delivered"]').waitFor();
    expect(await page.getByText('no event type').count()).toBe(0);
  });

  it('is operated by keyboard, and leaves the focus where it was', async () => {
    const page = await open();
    await page.getByLabel('Filter').focus();
    await page.keyboard.type('qqq');
    await page.getByText('No type is called so').waitFor();
    await page.getByLabel('Filter').fill('relations.muted');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('type-sheet[data-type="relations.muted"]').waitFor();
    expect(await focused(page)).toBe('relations.muted');
    await page.getByLabel('Topic').fill('keys');
    await page.keyboard.press('Enter');
    await page.locator('type-tail[data-topic="relations/keys"]').waitFor();
    expect(await focused(page)).toBe('tail-topic');
    await button(page, 'Append the sample').focus();
    await page.keyboard.press('Enter');
    await row(page, 'relations/keys', 1).waitFor();
    expect(await focused(page)).toBe('Append the sample');
  });

  it('brings the type that was chosen into sight on a phone, and stays there while it is tried out', async () => {
    const page = await open('', '', { viewport: { width: 360, height: 740 } });
    await page.getByRole('link', { name: 'chats.generation_started', exact: true }).click();
    const heading = page.getByRole('heading', { name: 'chats.generation_started', exact: true });
    await heading.waitFor();
    const [masthead, place] = [await page.locator('.top').boundingBox(), await heading.boundingBox()];
    expect(place?.y).toBeGreaterThanOrEqual(masthead?.height ?? Infinity);
    expect(place?.y).toBeLessThan(740 / 2);
    await button(page, 'Append the sample').click();
    const before = await page.evaluate(() => scrollY);
    await page.locator('.tail-row').first().waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(before);
  });

  it('holds its tail still, and goes on with what has come', async () => {
    const page = await open('quotes.halted');
    await waitForPhase(page, 'live');
    await append('quotes.halted', 'quotes/HELD');
    await row(page, 'quotes/HELD', 1).waitFor();
    await button(page, 'Hold').click();
    await append('quotes.halted', 'quotes/HELD');
    await page.getByText('2 events of this type').waitFor();
    expect(await rows(page)).toEqual(['quotes/HELD 1']);
    await button(page, 'Go on').click();
    expect(await rows(page)).toEqual(['quotes/HELD 2', 'quotes/HELD 1']);
  });

  it('prints everything once over a cut of the network and a crash of the server', async () => {
    await using other = await ApiProcess.start();
    await using proxy = await CuttingProxy.start(other.url);
    const { type, sample: data } = find('news.retracted');
    const print = () => post(`${other.url}/v1/topics/news/cut/events`, { type, data });
    const page = await openPage();
    await openView(page, proxy.url, addressOf(type));
    await page.locator('type-tail').waitFor();
    await waitForPhase(page, 'live');
    await print();
    await row(page, 'news/cut', 1).waitFor();
    proxy.refuse();
    await waitForPhase(page, 'reconnecting');
    await print();
    proxy.allow();
    await row(page, 'news/cut', 2).waitFor();
    await other.kill();
    await waitForPhase(page, 'reconnecting');
    await other.start();
    await print();
    await row(page, 'news/cut', 3).waitFor();
    expect(await rows(page)).toEqual(['news/cut 3', 'news/cut 2', 'news/cut 1']);
  });

  it('lets go of its stream when another view is looked at', async () => {
    await append('relations.muted', 'relations/leaver');
    const page = await open('relations.muted', 'leaver');
    await row(page, 'relations/leaver', 1).waitFor();
    const isRead = async () =>
      /^tickertape_readers\{family="relations",.*\} [1-9]/m.test(await (await fetch(`${api.url}/metrics`)).text());
    expect(await isRead()).toBe(true);
    await page.getByRole('link', { name: 'Home', exact: true }).click();
    await until('the stream is let go', async () => !(await isRead()) || undefined);
  });

  it('copies the sample', async () => {
    const page = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] });
    await openView(page, api.url, addressOf('news.published'));
    await page.getByRole('button', { name: 'Copy: Sample' }).click();
    await page.getByText('Copied').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(JSON.parse(copied)).toEqual(find('news.published').sample);
  });

  it('says that it could not be loaded, and loads it when it is asked to', async () => {
    const page = await openPage();
    await page.route('**/v1/event-types', (route) => route.abort());
    await openView(page, api.url, addressOf('news.published'));
    await page.getByText('The catalogue could not be loaded. The server does not answer.').waitFor();
    await page.unroute('**/v1/event-types');
    await button(page, 'Load it again').click();
    await page.locator('type-sheet[data-type="news.published"]').waitFor();
  });
});

const addressOf = (type: string, topicId = ''): string =>
  type === '' ? '#/catalogue' : `#/catalogue/${encodeURIComponent([type, topicId].filter(Boolean).join('/'))}`;
const focused = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.textContent || document.activeElement?.id);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const row = (page: Page, topic: string, version: number) =>
  page.locator(`.tail-row[data-topic="${topic}"][data-version="${version}"]`);
const rows = (page: Page): Promise<string[]> =>
  page
    .locator('.tail-row')
    .evaluateAll((all) => all.map((one) => `${one.getAttribute('data-topic')} ${one.getAttribute('data-version')}`));
