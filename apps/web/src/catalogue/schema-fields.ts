import type { JsonSchema } from '@tickertape/events/catalogue';
import { describeRules } from './schema-rules';

/** A field of an event's data, for people. */
export interface SchemaField {
  /** With the way to it, as in `items[].name`. */
  readonly name: string;
  /** As in `string or null`. */
  readonly type: string;
  /** It is there whenever the field around it is. */
  readonly required: boolean;
  /** What else a value keeps to, a phrase each. */
  readonly rules: readonly string[];
  /** Empty where the schema says nothing. */
  readonly description: string;
}

/** The fields of a schema, those inside of others after them. Pure; what it does not know is said as it is. */
export function fieldsOf(schema: JsonSchema, prefix = ''): SchemaField[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const row = {
      name: path,
      type: typeOf(field),
      required: required.includes(name),
      rules: describeRules(field),
      description: field.description ?? '',
    };
    return [row, ...insideOf(field, path)];
  });
}

/** The fields of an object, or of the objects in an array, however deep. */
function insideOf(field: JsonSchema, path: string): SchemaField[] {
  if (field.items) return insideOf(field.items, `${path}[]`);
  const alternatives = [...(field.allOf ?? []), ...(field.anyOf ?? [])];
  return [...fieldsOf(field, `${path}.`), ...alternatives.flatMap((one) => insideOf(one, path))];
}

function typeOf(schema: JsonSchema): string {
  const types = [...new Set(typesOf(schema))];
  return types.length === 0 ? 'anything' : types.join(' or ');
}

function typesOf(schema: JsonSchema): string[] {
  const { type, items, anyOf, allOf } = schema;
  if (type !== undefined) return [type].flat().map((one) => (one === 'array' && items ? arrayOf(items) : one));
  if (schema.enum) return schema.enum.map((value) => (value === null ? 'null' : typeof value));
  return [...(anyOf ?? []).flatMap(typesOf), ...(allOf ?? []).slice(0, 1).flatMap(typesOf)];
}

function arrayOf(items: JsonSchema): string {
  const inner = typeOf(items);
  return inner.includes(' or ') ? `array of (${inner})` : `array of ${inner}`;
}
