import type { EventOf, FamilyEvents } from './define-family';
import type { FamilyFixtures } from './family-fixtures';

const FIRST_MS = Date.UTC(2026, 10, 22, 9);

/** What a topic has in which these types happened, a second after each other, each with its sample. */
export function sampleHistory<Events extends FamilyEvents>(
  { samples }: Pick<FamilyFixtures<Events>, 'samples'>,
  types: readonly (keyof Events & string)[],
): EventOf<Events>[] {
  return types.map((type, i) => {
    const time = new Date(FIRST_MS + i * 1_000).toISOString();
    return { type, data: samples[type], version: i + 1, time } as EventOf<Events>;
  });
}
