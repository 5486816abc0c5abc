import { isSelected, type Topic } from '@tickertape/wire';
import type { Head, TapeStore } from '../tape-store';

/** Topics of a whole family that are looked at when a stream of it starts. */
const FAMILY_PAGE = 500;

/** The topics that a selector stands for at this moment. */
export async function expandTopics(topics: readonly Topic[], store: TapeStore): Promise<Topic[]> {
  const expanded = new Set<Topic>();
  for (const topic of topics) {
    if (!topic.endsWith('/*')) {
      expanded.add(topic);
      continue;
    }
    let after: Topic | undefined;
    do {
      const page = await store.topics({ family: topic.slice(0, -2), after, limit: FAMILY_PAGE });
      page.forEach((found) => expanded.add(found));
      after = page.length === FAMILY_PAGE ? page.at(-1) : undefined;
    } while (after !== undefined);
  }
  return [...expanded];
}

/** The heads of the topics that a selector stands for at this moment. */
export async function headsOf(topics: readonly Topic[], store: TapeStore): Promise<(readonly [Topic, Head])[]> {
  const expanded = await expandTopics(topics, store);
  return Promise.all(expanded.map(async (topic) => [topic, await store.head(topic)] as const));
}

/** Those of the selectors that are not among others, nor of a whole family that is. */
export function without(selectors: readonly Topic[], others: readonly Topic[]): Topic[] {
  const left = new Set(others);
  return selectors.filter((selector) => !isSelected(selector, left));
}
