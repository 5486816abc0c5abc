import type { AnyFamily } from '@tickertape/events';
import type { EventTypeDescription, JsonSchema } from '@tickertape/events/catalogue';

/** The data of an event's frame, around the data of the event itself. */
export function messageSchema({ family, delivery }: EventTypeDescription, data: JsonSchema): JsonSchema {
  return {
    type: 'object',
    properties: {
      topic: { type: 'string', pattern: `^${family}/` },
      version: { type: 'integer', minimum: 1, description: 'The place of the event in its topic: 1, 2, 3, …' },
      time: { type: 'string', format: 'date-time', description: 'When the tape took it.' },
      data,
      ...(delivery.merges && {
        merged: { type: 'integer', minimum: 2, description: 'How many events this one stands for, if several.' },
      }),
    },
    required: ['topic', 'version', 'time', 'data'],
  };
}

/** The schema of a type without the words that are for schemas that stand alone. */
export function dataSchema({ schema }: EventTypeDescription): JsonSchema {
  const { $schema: _, title: __, ...rest } = schema;
  return rest;
}

/** The state of a topic of a family: the fields that it has before its first event, and so ever after, and an example. */
export function stateSchema(family: AnyFamily, example: object): JsonSchema {
  const fields = Object.keys(family.initialState('42') as object);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field, {}])),
    required: fields,
    examples: [example],
  };
}
