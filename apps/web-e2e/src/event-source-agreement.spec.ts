import { HOSTILE_STREAMS } from '@tickertape/client/testing';
import { describeInBrowser } from './support/browser';
import { startClientPage, type ClientPageServer, type ClientWindow } from './support/client-page';

/** All of them, one after the other, in one page. */
const TIMEOUT_MS = 120_000;

describeInBrowser("Chromium's own EventSource and the client's parser agree", ({ openPage }) => {
  let server: ClientPageServer;
  const read = new Map<string, Awaited<ReturnType<ClientWindow['clientPage']['readHostile']>>>();

  beforeAll(async () => {
    server = await startClientPage();
    const page = await openPage();
    await server.open(page);
    for (const { name } of HOSTILE_STREAMS) {
      const result = await page.evaluate(
        (wanted) => (globalThis as unknown as ClientWindow).clientPage.readHostile(wanted),
        name,
      );
      read.set(name, result);
    }
  }, TIMEOUT_MS);
  afterAll(() => server?.[Symbol.asyncDispose]());

  it.each(HOSTILE_STREAMS)('on $name', ({ name }) => {
    const { dispatched, parsed, parsedByBytes } = read.get(name) ?? {};
    expect(dispatched).toBeDefined();
    expect(parsed).toEqual(dispatched);
    expect(parsedByBytes).toEqual(dispatched);
  });
});
