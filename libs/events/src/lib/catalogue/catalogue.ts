import { eventDtos } from '../families.dto';
import { fixtures } from '../families.fixtures';
import { describeEventTypes, type EventTypeDescription } from './event-types';
import { foldExamples } from './example-states';

let described: readonly EventTypeDescription[] | undefined;

/** Every event type of this library. */
export function eventTypes(): readonly EventTypeDescription[] {
  return (described ??= describeEventTypes(eventDtos, fixtures));
}

/** A state of each family of this library, as it may be, by the family's name. */
export function exampleStates(): Readonly<Record<string, object>> {
  return foldExamples(fixtures);
}
