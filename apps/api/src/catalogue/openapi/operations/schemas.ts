import type { JsonSchema } from '@tickertape/events/catalogue';
import { refTo } from '../components';

export const text: JsonSchema = { type: 'string' };
export const count: JsonSchema = { type: 'integer', minimum: 0 };

/** The folded state of a topic, with its place and its links. */
export const resourceOf = (family: string): JsonSchema => refTo(`${family}.resource`);

/** A resource that has other fields than the state of its topic. */
export const resourceWith = (properties: Readonly<Record<string, JsonSchema>>, ...optional: string[]): JsonSchema => ({
  allOf: [refTo('Resource'), object(properties, ...optional)],
});

export const object = (properties: Readonly<Record<string, JsonSchema>>, ...optional: string[]): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

export const arrayOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

/** `?limit=` of a page. */
export const limit = (maximum: number, usual: number): JsonSchema => ({
  type: 'integer',
  minimum: 1,
  maximum,
  default: usual,
  description: 'At most so many.',
});

/** All topics of a family, as of one place of the tape. */
export const listOf = (family: string): JsonSchema =>
  object({
    items: arrayOf(resourceOf(family)),
    cursor: { type: 'string', description: 'A stream of the whole family that starts from here continues the list.' },
    links: object({ self: text, stream: text }),
  });
