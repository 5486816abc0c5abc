import { foldEvents } from '../define-family';
import type { FamilyFixtures } from '../family-fixtures';

/** The state of a topic of each family after the first of its histories, by the name of the family. */
export function foldExamples(fixtures: readonly FamilyFixtures[]): Readonly<Record<string, object>> {
  return Object.fromEntries(
    fixtures.map(({ family, samples, histories: [types = []] }) => {
      const events = types.map((type, i) => ({ type, data: samples[type], version: i + 1, time: timeOf(i) }));
      return [family.name, foldEvents(family, family.initialState('42') as object, events)];
    }),
  );
}

const timeOf = (minute: number): string => new Date(Date.UTC(2026, 10, 22, 9, minute)).toISOString();
