import type { JsonSchema } from '@tickertape/events/catalogue';
import { fieldsOf } from './schema-fields';

const item: JsonSchema = {
  type: 'object',
  properties: { name: { type: 'string', minLength: 1 }, note: { type: ['string', 'null'] } },
  required: ['name'],
  additionalProperties: true,
};

const fieldOf = (schema: JsonSchema) => fieldsOf({ properties: { field: schema } })[0];

describe('the fields of a schema', () => {
  it('are in their order, those inside of another one after it', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: { items: { type: 'array', items: item, minItems: 1 }, to: item, at: { type: 'string' } },
      required: ['items', 'at'],
    };
    expect(fieldsOf(schema).map(({ name, type, required }) => [name, type, required])).toEqual([
      ['items', 'array of object', true],
      ['items[].name', 'string', true],
      ['items[].note', 'string or null', false],
      ['to', 'object', false],
      ['to.name', 'string', true],
      ['to.note', 'string or null', false],
      ['at', 'string', true],
    ]);
  });

  it.each<[JsonSchema, string]>([
    [{ type: 'string' }, 'string'],
    [{ type: ['array', 'null'], items: { type: 'integer' } }, 'array of integer or null'],
    [{ type: 'array', items: { type: ['string', 'null'] } }, 'array of (string or null)'],
    [{ type: 'array' }, 'array'],
    [{ enum: ['home', 'away', null] }, 'string or null'],
    [{ anyOf: [{ type: 'number' }, { type: 'null' }] }, 'number or null'],
    [{ allOf: [{ type: 'string', minLength: 1 }, { maxLength: 2 }] }, 'string'],
    [{}, 'anything'],
  ])('have a type: %j is %s', (schema, type) => {
    expect(fieldOf(schema)?.type).toBe(type);
  });

  it.each<[JsonSchema, readonly string[]]>([
    [{ type: 'string', minLength: 1, maxLength: 5_000 }, ['1 to 5,000 characters']],
    [{ type: 'string', minLength: 1 }, ['at least 1 character']],
    [
      { type: 'array', items: { type: 'string', pattern: '^a$' }, maxItems: 50 },
      ['at most 50 items', 'each: like ^a$'],
    ],
    [{ type: 'integer', minimum: 0 }, ['at least 0']],
    [{ type: 'integer', minimum: 1, maximum: 100_000 }, ['1 to 100,000']],
    [{ type: 'string', format: 'date-time' }, ['a date-time']],
    [{ enum: ['home', 'away', null] }, ['one of home, away']],
    [{ enum: [true] }, ['one of true']],
    [item, ['may have other fields']],
    [{ allOf: [{ minLength: 2 }, { minLength: 3 }] }, ['at least 2 characters', 'at least 3 characters']],
  ])('keep to rules: %j', (schema, rules) => {
    expect(fieldOf(schema)?.rules).toEqual(rules);
  });

  it('have the rules that nobody has found words for, and what the schema says of them', () => {
    expect(fieldOf({ type: 'number', multipleOf: 2, description: 'An even one.' })).toMatchObject({
      rules: ['multipleOf: 2'],
      description: 'An even one.',
    });
  });

  it('are none of an event that says all by its type', () => {
    expect(fieldsOf({ type: 'object', properties: {}, additionalProperties: false })).toEqual([]);
  });
});
