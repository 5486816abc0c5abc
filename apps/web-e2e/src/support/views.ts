import type { Locator, Page } from 'playwright-core';
import { get } from './http';

/** Waits for the lamp at the top to show a phase. */
export const waitForPhase = (page: Page, phase: string): Promise<void> =>
  page.locator(`connection-badge[data-phase="${phase}"]`).waitFor();

/** Waits for the generation's view to show a status. */
export const waitForStatus = (page: Page, status: string): Promise<void> =>
  page.locator(`tickertape-generations[data-status="${status}"]`).waitFor();

/** What is printed of the last answer, without the white space that prose is laid out by. */
export const printed = (page: Page): Promise<string> =>
  page
    .locator('chat-turn:last-child markdown-view')
    .evaluate((answer) => (answer.textContent ?? '').replace(/\s/g, ''));

/** A text as `printed` gives it, when it is plain prose. */
export const asPrinted = (text: string): string => text.replace(/\s/g, '');

/** Waits until so much is printed of the last answer, and gives it. */
export async function waitForText(page: Page, length: number): Promise<string> {
  await page.waitForFunction(
    (wanted) =>
      (document.querySelector('chat-turn:last-child markdown-view')?.textContent ?? '').replace(/\s/g, '').length >=
      wanted,
    length,
  );
  return printed(page);
}

/** Asks for plain prose by hand and gives the id of the generation, which the address has. */
export async function startGeneration(page: Page, model: string, prompt = 'Why paper tape?'): Promise<string> {
  const before = page.url();
  await page.getByLabel('Message').fill(prompt);
  await page.getByLabel('Model').selectOption(model);
  await page.getByLabel('Writes').selectOption('Plain prose');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.waitForURL((url) => /^#\/generations\/.+/.test(url.hash) && url.href !== before);
  return idOf(page);
}

/** The id of the resource that the address names. */
export const idOf = (page: Page): string => decodeURIComponent(new URL(page.url()).hash.split('/')[2] ?? '');

export interface Generation {
  readonly status: string;
  readonly text: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly usage: { readonly completionTokens: number } | null;
}

export const getGeneration = (base: string, id: string): Promise<Generation> => get(`${base}/v1/generations/${id}`);

export const step = (page: Page, status: string): Locator => page.locator(`[data-step="${status}"]`);

/** Waits until a step of the timeline stands so: `done`, `current`, `ahead` or `off`. */
export const waitForStep = (page: Page, status: string, standing: string): Promise<void> =>
  page.locator(`[data-step="${status}"][data-standing="${standing}"]`).waitFor();

/** Has the page believe that its tab is hidden, or in sight again: a browser without a screen hides no tab by itself. */
export const hideTab = (page: Page, hidden: boolean): Promise<void> =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
