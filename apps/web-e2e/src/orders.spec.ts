import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { holdRequests } from './support/held-requests';
import { post } from './support/http';
import { until } from './support/until';
import { idOf, step, waitForPhase, waitForStep } from './support/views';

describeInBrowser('an order', ({ openPage, complaints }) => {
  let api: ApiProcess;

  beforeAll(async () => {
    api = await ApiProcess.start();
  });
  afterAll(() => api?.[Symbol.asyncDispose]());

  const place = async (simulate: boolean) => {
    const page = await openPage();
    await page.goto(`${api.url}/#/orders`);
    await page.getByRole('button', { name: 'One more Lemonade' }).click();
    await page.getByLabel('Address').fill('7 Elm Street');
    await page.getByLabel('Simulate a courier').setChecked(simulate);
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.waitForURL(/#\/orders\/.+/);
    await waitForPhase(page, 'live');
    return page;
  };

  it('is carried through all steps by the simulated courier', async () => {
    const page = await place(true);
    await waitForStep(page, 'received', 'current');
    await waitForStep(page, 'cooking', 'current');
    await waitForStep(page, 'out_for_delivery', 'current');
    expect(await page.locator('[data-fact="courier"]').textContent()).toMatch(/\w+/);
    expect(await page.locator('[data-fact="eta"]').textContent()).toMatch(/any moment|in \d+ minute/);
    await waitForStep(page, 'delivered', 'done');
    await waitForPhase(page, 'finished');
    expect(await page.locator('.timeline time').count()).toBe(4);
    expect(await page.locator('.ticket').innerText()).toMatch(/1× Margherita\s+1× Lemonade\s+7 Elm Street/);
    expect(complaints).toEqual([]);
  });

  it('moves on the sketch while it is carried, and stands still where motion is not wanted', async () => {
    for (const reducedMotion of ['no-preference', 'reduce'] as const) {
      const { id } = await post(`${api.url}/v1/orders`, { items: [{ name: 'Margherita', quantity: 1 }] });
      const eta = new Date(Date.now() + 60_000).toISOString();
      await post(`${api.url}/v1/orders/${id}/change-eta`, { eta });
      await post(`${api.url}/v1/orders/${id}/start-cooking`);
      await post(`${api.url}/v1/orders/${id}/dispatch`);
      const page = await openPage({ reducedMotion });
      await page.goto(`${api.url}/#/orders/${id}`);
      await page.getByText('On the way.', { exact: true }).waitFor();
      const courier = page.locator('.map-courier');
      const before = await courier.getAttribute('transform');
      if (reducedMotion === 'no-preference') {
        await page.waitForFunction(
          (was) => document.querySelector('.map-courier')?.getAttribute('transform') !== was,
          before,
        );
      } else {
        for (let frame = 0; frame < 30; frame += 1) await page.evaluate(() => new Promise(requestAnimationFrame));
        expect(await courier.getAttribute('transform')).toBe(before);
      }
    }
  });

  it('is carried through by hand, with only the buttons that are allowed', async () => {
    const page = await place(false);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await waitForStep(page, 'received', 'current');
    expect(await button('Deliver').isDisabled()).toBe(true);
    await button('Start cooking').click();
    await waitForStep(page, 'cooking', 'current');
    for (const minutes of ['241', '0', '']) {
      await page.getByLabel('Minutes').fill(minutes);
      await button('Change ETA').click();
      await page.getByRole('alert').filter({ hasText: 'Give 1 to 240 whole minutes.' }).waitFor();
    }
    expect(await page.locator('[data-fact="eta"]').textContent()).toBe('–');
    await page.getByLabel('Minutes').fill('42');
    await button('Change ETA').click();
    await page.locator('[data-fact="eta"]', { hasText: 'in 42 minutes' }).waitFor();
    await page.getByLabel('Courier', { exact: true }).fill('<i>Noor</i>');
    await button('Dispatch').click();
    await waitForStep(page, 'out_for_delivery', 'current');
    expect(await page.locator('[data-fact="courier"]').textContent()).toBe('<i>Noor</i>');
    expect(await button('Start cooking').isDisabled()).toBe(true);
    await button('Deliver').click();
    await waitForStep(page, 'delivered', 'done');
    // None of the buttons can have the focus any more: it stays where they are.
    await page.locator('order-kitchen fieldset:focus').waitFor();
    for (const command of await page.locator('[data-command]').all()) expect(await command.isDisabled()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('is cancelled, and shows what will not come any more', async () => {
    const page = await place(false);
    await page.getByRole('button', { name: 'Start cooking' }).click();
    await waitForStep(page, 'cooking', 'current');
    await post(`${api.url}/v1/orders/${idOf(page)}/cancel`, { reason: 'Out of dough.' });
    await waitForStep(page, 'cancelled', 'current');
    await page.getByText('Cancelled: Out of dough.').waitFor();
    expect(await step(page, 'delivered').getAttribute('data-standing')).toBe('off');
  });

  it('that is placed late does not drag the reader back, and is found again from the home page', async () => {
    const page = await openPage();
    await page.goto(`${api.url}/#/orders`);
    const release = await holdRequests(page, '**/v1/orders');
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.getByRole('link', { name: 'Scores', exact: true }).click();
    await page.locator('h1:focus', { hasText: 'Scores' }).waitFor();
    await release();
    await until('the answer has come', () =>
      page.evaluate(() => localStorage.getItem('tickertape.recent.orders') ?? undefined),
    );
    expect(new URL(page.url()).hash).toBe('#/matches');
    await page.goto(`${api.url}/#/`);
    await page.getByText(/^Your last order is /).waitFor();
  });

  it('that does not exist is said not to, whatever its name, and is not remembered', async () => {
    const page = await openPage();
    await page.goto(`${api.url}/#/orders/bad%20id`);
    await page.getByText('There is no such order.').waitFor();
    expect(complaints).toEqual([]);
    await page.goto(`${api.url}/#/orders/nowhere`);
    await waitForPhase(page, 'failed');
    await page.goto(`${api.url}/#/`);
    await page.getByText('Nothing was ordered from here yet').waitFor();
  });

  it('of nothing is not sent', async () => {
    const page = await openPage();
    await page.goto(`${api.url}/#/orders`);
    await page.getByRole('button', { name: 'One less Margherita' }).click();
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.getByRole('alert').filter({ hasText: 'Choose something' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#/orders');
  });
});
