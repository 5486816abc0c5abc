import { BEHAVIOURS } from '@tickertape/client/testing';
import { describeInBrowser } from './support/browser';
import { startClientPage, type ClientPageServer, type ClientWindow } from './support/client-page';

/** All of them, one after the other, in one page. */
const TIMEOUT_MS = 300_000;

describeInBrowser('in Chromium, a client', ({ openPage }) => {
  let server: ClientPageServer;
  /** By behaviour, what it was instead. */
  const failures = new Map<string, unknown>();

  beforeAll(async () => {
    server = await startClientPage();
    const page = await openPage();
    await server.open(page);
    for (const { name } of BEHAVIOURS) {
      await page
        .evaluate((wanted) => (globalThis as unknown as ClientWindow).clientPage.tryBehaviour(wanted), name)
        .catch((error: unknown) => failures.set(name, error));
    }
  }, TIMEOUT_MS);
  afterAll(() => server?.[Symbol.asyncDispose]());

  it.each(BEHAVIOURS)('$name', ({ name }) => {
    if (failures.has(name)) throw failures.get(name);
  });
});
