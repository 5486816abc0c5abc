import type { Locator, Page } from 'playwright-core';
import { get } from './http';

/** Waits for the lamp at the top to show a phase. */
export const waitForPhase = (page: Page, phase: string): Promise<void> =>
  page.locator(`connection-badge[data-phase="${phase}"]`).waitFor();

/** Waits for the generation's view to show a status. */
export const waitForStatus = (page: Page, status: string): Promise<void> =>
  page.locator(`tickertape-generations[data-status="${status}"]`).waitFor();

export const printed = (page: Page): Promise<string> =>
  page.locator('.roll-text').evaluate((paragraph) => paragraph.textContent ?? '');

/** Waits until so much is printed, and gives it. */
export async function waitForText(page: Page, length: number): Promise<string> {
  await page.waitForFunction(
    (wanted) => (document.querySelector('.roll-text')?.textContent?.length ?? 0) >= wanted,
    length,
  );
  return printed(page);
}

/** Starts a generation by hand and gives its id, which the address has. */
export async function startGeneration(page: Page, model: string, prompt = 'Why paper tape?'): Promise<string> {
  await page.getByLabel('Prompt').fill(prompt);
  await page.getByLabel('Model').selectOption(model);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.waitForURL(/#\/generations\/.+/);
  return idOf(page);
}

/** The id of the resource that the address names. */
export const idOf = (page: Page): string => decodeURIComponent(new URL(page.url()).hash.split('/')[2] ?? '');

export interface Generation {
  readonly status: string;
  readonly text: string;
}

export const getGeneration = (base: string, id: string): Promise<Generation> => get(`${base}/v1/generations/${id}`);

export const step = (page: Page, status: string): Locator => page.locator(`[data-step="${status}"]`);

/** Waits until a step of the timeline stands so: `done`, `current`, `ahead` or `off`. */
export const waitForStep = (page: Page, status: string, standing: string): Promise<void> =>
  page.locator(`[data-step="${status}"][data-standing="${standing}"]`).waitFor();
