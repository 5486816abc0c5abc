import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { post } from './support/http';
import { step } from './support/views';

describeInBrowser('the home page', ({ openPage, complaints }) => {
  let api: ApiProcess;

  beforeAll(async () => {
    api = await ApiProcess.start({ SIMULATE: 'on' });
  });
  afterAll(() => api?.[Symbol.asyncDispose]());

  it('leads to every view of the navigation, and has a fact of each', async () => {
    const page = await openPage();
    await page.goto(api.url);
    await page.locator('.door').first().waitFor();
    const hrefs = (selector: string) =>
      page.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    const views = (await hrefs('nav a')).filter((href) => href !== '#/');
    expect(await hrefs('.door')).toEqual(views);
    for (const view of views) await page.locator(`.door[href="${view}"] .door-fact`, { hasText: /\w/ }).waitFor();
    for (const view of views) {
      await page.goto(`${api.url}/#/`);
      await page.locator(`.door[href="${view}"]`).click();
      await page.locator('h1:focus').waitFor();
      expect(await page.locator('nav a[aria-current]').getAttribute('href')).toBe(view);
    }
    expect(complaints).toEqual([]);
  });

  it('tells how the last order of this browser goes on', async () => {
    const { id } = await post(`${api.url}/v1/orders`, { items: [{ name: 'Funghi', quantity: 1 }] });
    const page = await openPage();
    await page.goto(`${api.url}/#/orders/${id}`);
    await step(page, 'received').waitFor();
    await page.goto(`${api.url}/#/`);
    await page.getByText('Your last order is received').waitFor();
    await post(`${api.url}/v1/orders/${id}/start-cooking`);
    await page.getByText('Your last order is cooking').waitFor();
  });

  it('says what could not be loaded, and loads it when the server is back', async () => {
    await using other = await ApiProcess.start();
    const page = await openPage();
    await page.goto(other.url);
    await page.locator('.door').first().waitFor();
    await other.kill();
    await page.getByRole('link', { name: 'Order', exact: true }).click();
    await page.locator('h1:focus', { hasText: 'Order could not be loaded' }).waitFor();
    await other.start();
    await page.getByRole('button', { name: 'Load the page again' }).click();
    await page.locator('h1', { hasText: 'Order something' }).waitFor();
  });
});
