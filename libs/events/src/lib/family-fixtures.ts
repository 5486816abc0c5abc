import type { AnyFamily, Family, FamilyEvents } from './define-family';

/** Examples of a family, for tests and for the catalogue. */
export interface FamilyFixtures<Events extends FamilyEvents = FamilyEvents> {
  readonly family: AnyFamily;
  /** One valid data a type. */
  readonly samples: { readonly [Type in keyof Events]: Events[Type] };
  /** Topic histories as they really occur, each from the topic's first event on. */
  readonly histories: readonly (readonly (keyof Events & string)[])[];
}

export function defineFixtures<Name extends string, Events extends FamilyEvents, State>(
  family: Family<Name, Events, State>,
  fixtures: Omit<FamilyFixtures<Events>, 'family'>,
): FamilyFixtures<Events> {
  return { family, ...fixtures };
}
