import { describeInBrowser } from './support/browser';
import { startClientPage, type ClientPageServer, type ClientWindow } from './support/client-page';

describeInBrowser("the recipes of the client's README", ({ openPage, complaints }) => {
  let server: ClientPageServer;
  beforeAll(async () => void (server = await startClientPage()));
  afterAll(() => server?.[Symbol.asyncDispose]());

  it.each(['rxjs', 'react', 'svelte'] as const)('show a view and its changes: %s', async (name) => {
    const page = await openPage();
    await server.open(page);
    await page.evaluate(async (name) => {
      const { Trial, news, recipes } = (globalThis as unknown as ClientWindow).clientPage;
      const trial = new Trial(location.origin);
      const view = trial.createClient().view(news, { channel: 'a' });
      await trial.publish('a', 'one');
      await trial.until('one', () => view.version === 1);
      recipes[name](view);
      Object.assign(globalThis, { trial });
    }, name);
    await page.locator(`#${name}`, { hasText: /^1$/ }).waitFor();
    await page.evaluate(() =>
      (globalThis as unknown as { trial: InstanceType<ClientWindow['clientPage']['Trial']> }).trial.publish('a', 'two'),
    );
    await page.locator(`#${name}`, { hasText: /^2$/ }).waitFor();
    expect(complaints).toEqual([]);
  });
});
