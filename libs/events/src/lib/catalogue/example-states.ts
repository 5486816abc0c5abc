import { foldEvents } from '../define-family';
import type { FamilyFixtures } from '../family-fixtures';
import { sampleHistory } from '../sample-history';

/** The state of a topic of each family after the first of its histories, by the name of the family. */
export function foldExamples(fixtures: readonly FamilyFixtures[]): Readonly<Record<string, object>> {
  return Object.fromEntries(
    fixtures.map(({ family, samples, histories: [types = []] }) => {
      const initial: object = family.initialState('42');
      return [family.name, foldEvents(family, initial, sampleHistory({ samples }, types))];
    }),
  );
}
