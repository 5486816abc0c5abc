import type { Page } from 'playwright-core';
import { describeEveryView, openView, settled } from './support/every-view';

/** More stops than any view has. */
const STOPS_MAX = 250;

describeEveryView((views) => {
  it.each([360, 1280])('is gone through by Tab, there and back, %d pixels wide', async (width) => {
    const page = await views.openPage({ reducedMotion: 'reduce', viewport: { width, height: 800 } });
    await page.goto(views.url);
    for (const hash of await views.addresses(page)) {
      await openView(page, views.url, hash);
      await settled(page);
      for (const key of ['Tab', 'Shift+Tab'] as const) {
        await page.evaluate(beginWalk, key === 'Tab');
        expect([hash, key, await walk(page, key), await page.evaluate(findMissed)]).toEqual([hash, key, [], []]);
      }
    }
  });
});

/**
 * Presses a key until the focus has left the page, or has come to its first element. Gives what is wrong with those that
 * had it.
 */
async function walk(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<readonly string[]> {
  const problems: string[] = [];
  for (let stops = 0; stops < STOPS_MAX; stops += 1) {
    await page.keyboard.press(key);
    const found = await page.evaluate(lookAtFocus, key === 'Tab');
    if (found === undefined) return problems;
    problems.push(...found);
  }
  return [...problems, `there is no end after ${STOPS_MAX} stops`];
}

interface Walked {
  /** What can have the focus at the beginning. */
  readonly expected: Element[];
  readonly visited: Set<Element>;
  last: Element | undefined;
}

/** Begins at the very first element, or at the very last. Runs in the page, like the others below. */
function beginWalk(forwards: boolean): void {
  const all = ':is(a[href], button, input, select, textarea, summary, [tabindex="0"]):not(:disabled)';
  const expected = [...document.querySelectorAll<HTMLElement>(all)].filter(
    (element) => element.checkVisibility() && element.tabIndex >= 0,
  );
  const first = expected.at(forwards ? 0 : -1);
  const walked: Walked = { expected, visited: new Set(first ? [first] : []), last: first };
  Object.assign(globalThis, { walked });
  first?.focus();
}

/** What is wrong with the element that has the focus; `undefined` when the way is over. */
function lookAtFocus(forwards: boolean): string[] | undefined {
  const { walked } = globalThis as unknown as { walked: Walked };
  const element = document.activeElement;
  if (!element || element === document.body) return undefined;
  const wasVisited = walked.visited.has(element);
  walked.visited.add(element);
  // It has come to the first one, or begins anew.
  if (wasVisited || element.matches('.skip')) return undefined;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  // A link in a sentence may be on two lines.
  const { left, right, top, bottom } = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const x = (Math.max(0, left) + Math.min(innerWidth, right)) / 2;
  // Its first line: a strip that stays at the top must not cover it.
  const y = Math.min(Math.max(0, top) + 8, (top + bottom) / 2);
  const hit = document.elementFromPoint(x, y);
  const position = walked.last?.compareDocumentPosition(element) ?? 0;
  const isNext = position & (forwards ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING);
  // What has gone from the page in the meantime is before or after nothing.
  const isInOrder = !walked.last?.isConnected || isNext !== 0;
  walked.last = element;
  const complaints = {
    'has no ring': outlineStyle === 'none' || parseFloat(outlineWidth) < 2,
    'is out of sight': bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth,
    [`is covered by ${hit?.nodeName}.${hit?.className}`]: !hit || !(element.contains(hit) || hit.contains(element)),
    'is out of order': !isInOrder,
  };
  const name = `${element.nodeName}.${element.className} ${(element.textContent ?? '').slice(0, 30)}`;
  return Object.entries(complaints).flatMap(([complaint, holds]) => (holds ? [`${name} ${complaint}`] : []));
}

/** What could have had the focus and did not, of all that is still there. */
function findMissed(): string[] {
  const { walked } = globalThis as unknown as { walked: Walked };
  return walked.expected
    .filter((element) => element.checkVisibility() && !element.matches(':disabled') && !walked.visited.has(element))
    .map((element) => `${element.nodeName}.${element.className} ${(element.textContent ?? '').slice(0, 30)}`);
}
