import type { Page } from 'playwright-core';

/** Holds a page's requests to some addresses back, until the function that it gives lets them go, and their answers come. */
export async function holdRequests(page: Page, addresses: string): Promise<() => Promise<void>> {
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(addresses, async (route) => {
    await held;
    await route.continue();
  });
  return async () => {
    const answered = page.waitForResponse(addresses);
    letGo();
    await answered;
  };
}
