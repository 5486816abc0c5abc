import type { EventTypeDescription } from '@tickertape/events/catalogue';

/** The types of a family. */
export interface TypeGroup {
  readonly family: string;
  readonly types: readonly EventTypeDescription[];
}

/**
 * The types whose name or description has every word of a query, in whatever case, by family and in their order. Families
 * of which nothing is left are left out.
 */
export function findGroups(types: readonly EventTypeDescription[], query: string): TypeGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, EventTypeDescription[]>();
  for (const one of types) {
    const text = `${one.type} ${one.description}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    groups.set(one.family, [...(groups.get(one.family) ?? []), one]);
  }
  return [...groups].map(([family, found]) => ({ family, types: found }));
}
