import { eventDtos } from '../families.dto';
import { fixtures } from '../families.fixtures';
import { describeEventTypes, type EventTypeDescription } from './event-types';

let described: readonly EventTypeDescription[] | undefined;

/** Every event type of this library. */
export function eventTypes(): readonly EventTypeDescription[] {
  return (described ??= describeEventTypes(eventDtos, fixtures));
}
