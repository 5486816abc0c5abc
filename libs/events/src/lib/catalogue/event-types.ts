import type { AnyFamily, EventInfo } from '../define-family';
import type { EventDtos } from '../event-data.dto';
import type { FamilyFixtures } from '../family-fixtures';
import type { JsonSchema } from '../schema/json-schema';
import { toJsonSchema } from '../schema/json-schema.dto';

/** What there is to know of an event type. Nothing of it is written by hand but what its family says. */
export interface EventTypeDescription {
  readonly type: string;
  readonly family: string;
  /** Where its events are, as in `orders/{orderId}`. */
  readonly topic: string;
  /** What has happened. */
  readonly description: string;
  /** The release that first had it. */
  readonly since: string;
  /** The topic is finished after it. */
  readonly terminal: boolean;
  readonly delivery: EventDelivery;
  readonly retention: EventRetention;
  /** Of its data. */
  readonly schema: JsonSchema;
  /** Data as it may be. */
  readonly sample: object;
}

export interface EventDelivery {
  /** Several of it in a row may come as one, to a reader that is behind or asks for fewer. */
  readonly merges: boolean;
  /** One stream may take all topics of the family, as `family/*`. */
  readonly wholeFamily: boolean;
  /** `required`: a stream of a topic without events answers 404. */
  readonly existence: 'required' | 'open';
}

/** How much of a topic is kept at least; `null` where there is no limit. */
export interface EventRetention {
  readonly maxEvents: number | null;
  readonly maxAgeMs: number | null;
}

const FIRST_RELEASE = '0.1.0';
const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/** Describes every event type of some families. Throws a `TypeError` for a type without a sample. */
export function describeEventTypes(
  families: readonly EventDtos[],
  fixtures: readonly FamilyFixtures[],
): EventTypeDescription[] {
  return families.flatMap(({ family, dtos }) => {
    const { samples = {} } = fixtures.find((candidate) => candidate.family === family) ?? {};
    return Object.entries(dtos).map(([type, dto]) => {
      const sample = samples[type];
      if (!sample) throw new TypeError(`${type} has no sample: add one to the fixtures of ${family.name}`);
      const schema = { $schema: DRAFT, title: type, ...toJsonSchema(dto) };
      return { ...describeType(family, type, sample), schema, sample };
    });
  });
}

function describeType(family: AnyFamily, type: string, sample: object) {
  const { description, since = FIRST_RELEASE, terminal = false } = family.events[type] as EventInfo;
  const { maxEvents = null, maxAgeMs = null } = family.retention;
  const { wholeFamily, existence } = family.access;
  return {
    type,
    family: family.name,
    topic: `${family.name}/{${family.idName}}`,
    description,
    since,
    terminal,
    delivery: { merges: canMerge(family, type, sample), wholeFamily, existence },
    retention: { maxEvents, maxAgeMs },
  };
}

/** Tried rather than told: a family says how it merges in code. */
function canMerge(family: AnyFamily, type: string, data: object): boolean {
  const event = (version: number) => ({ type, data, version, time: '2026-11-22T09:00:00.000Z' });
  return family.merge?.(event(1), event(2)) !== undefined;
}
