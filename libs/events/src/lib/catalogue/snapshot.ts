import type { JsonSchema } from '../schema/json-schema';
import type { EventTypeDescription } from './event-types';

/**
 * What was promised of event types at a time. Words and samples are no part of it, nor is how long events are kept: who
 * comes too late is told so in any case.
 */
export type CatalogueSnapshot = Readonly<Record<string, PromisedType>>;

export interface PromisedType {
  readonly topic: string;
  readonly since: string;
  readonly terminal: boolean;
  readonly merges: boolean;
  readonly wholeFamily: boolean;
  readonly existence: string;
  readonly schema: JsonSchema;
}

export function toSnapshot(types: readonly EventTypeDescription[]): CatalogueSnapshot {
  return Object.fromEntries(
    types.map(({ type, topic, since, terminal, delivery, schema }) => {
      const { $schema: _, title: __, ...promised } = schema;
      return [type, { topic, since, terminal, ...delivery, schema: promised }];
    }),
  );
}
