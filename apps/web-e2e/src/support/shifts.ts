import type { Page } from 'playwright-core';

export interface Shift {
  readonly value: number;
  /** What moved, as tags and classes. */
  readonly moved: readonly string[];
}

/** Watches a page, and every one that is opened in its place, for layout shifts from its beginning on. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: Shift[] = [];
    const nameOf = ({ node }: { node?: Element | null }) => `${node?.nodeName}.${node?.className}`;
    const keep = (entries: readonly PerformanceEntry[]) => {
      for (const entry of entries as unknown as { value: number; sources: { node?: Element | null }[] }[])
        shifts.push({ value: entry.value, moved: entry.sources.map(nameOf) });
    };
    const observer = new PerformanceObserver((list) => keep(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    const takeShifts = () => {
      keep(observer.takeRecords());
      return shifts.splice(0);
    };
    Object.assign(globalThis, { takeShifts });
  });
}

/** The shifts since the page began, or since this was asked last, those of the frame that is being drawn included. */
export async function takeShifts(page: Page): Promise<readonly Shift[]> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    return (globalThis as unknown as { takeShifts(): Shift[] }).takeShifts();
  });
}

export const sumOf = (shifts: readonly Shift[]): number => shifts.reduce((sum, { value }) => sum + value, 0);
