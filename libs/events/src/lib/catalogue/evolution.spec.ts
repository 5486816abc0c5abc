import type { JsonSchema } from '../schema/json-schema';
import { describeBreaches, findBreaches } from './evolution';
import type { CatalogueSnapshot, PromisedType } from './snapshot';

const item: JsonSchema = {
  type: 'object',
  properties: { name: { type: 'string', maxLength: 200 }, note: { type: ['string', 'null'] } },
  required: ['name'],
  additionalProperties: false,
};

const schema: JsonSchema = {
  type: 'object',
  properties: { items: { type: 'array', items: item }, to: item, kind: { enum: ['a', 'b'] } },
  required: ['items', 'to'],
  additionalProperties: false,
};

const sent: PromisedType = {
  topic: 'parcels/{parcelId}',
  since: '0.1.0',
  terminal: false,
  merges: false,
  wholeFamily: false,
  existence: 'open',
  schema,
};

const before: CatalogueSnapshot = { 'parcels.sent': sent };
const breachesOf = (now: Partial<PromisedType>) => findBreaches(before, { 'parcels.sent': { ...sent, ...now } });
const withItem = (changed: JsonSchema): Partial<PromisedType> => ({
  schema: { ...schema, properties: { ...schema.properties, items: { type: 'array', items: changed } } },
});
const withField = (name: string, changed?: JsonSchema): JsonSchema => {
  const { [name]: _, ...others } = item.properties ?? {};
  return { ...item, properties: changed ? { ...others, [name]: changed } : others };
};

it('allows a new type, in whatever family', () => {
  expect(findBreaches(before, { 'parcels.lost': sent, ...before, 'letters.sent': sent })).toEqual([]);
});

it('allows a new optional field, at any depth', () => {
  expect(breachesOf(withItem(withField('weight', { type: 'number' })))).toEqual([]);
  expect(breachesOf({ schema: { ...schema, properties: { ...schema.properties, more: {} } } })).toEqual([]);
});

it('allows fields, types and required names in another order', () => {
  const turned = Object.fromEntries(Object.entries(schema.properties ?? {}).reverse());
  expect(breachesOf({ schema: { ...schema, properties: turned, required: ['to', 'items'] } })).toEqual([]);
});

it('refuses to take a type away', () => {
  expect(findBreaches(before, {})).toEqual([
    { where: 'parcels.sent', rule: expect.stringContaining('never taken away'), mend: expect.stringContaining('Keep') },
  ]);
});

it.each<Partial<PromisedType>>([
  { topic: 'parcels/{id}' },
  { since: '0.2.0' },
  { terminal: true },
  { merges: true },
  { wholeFamily: true },
  { existence: 'required' },
])('refuses another delivery: %j', (now) => {
  expect(breachesOf(now)).toEqual([expect.objectContaining({ where: 'parcels.sent' })]);
});

it.each<[string, JsonSchema, RegExp]>([
  ['takes a field away', withField('note'), /never taken away/],
  ['adds a field that must be there', { ...withField('weight', {}), required: ['name', 'weight'] }, /is optional/],
  ['asks for a field that was optional', { ...item, required: ['name', 'note'] }, /required stays/],
  ['lets go of a field that was required', { ...item, required: [] }, /required stays/],
  ['changes the type of a field', withField('name', { type: 'integer' }), /stays as it was/],
  ['narrows a field', withField('name', { type: 'string', maxLength: 100 }), /stays as it was/],
  ['widens a field', withField('name', { type: 'string', maxLength: 300 }), /stays as it was/],
  ['drops a rule of a field', withField('name', { type: 'string' }), /stays as it was/],
  ['lets unknown fields in', { ...item, additionalProperties: true }, /stays as it was/],
  ['makes something else of an object', { type: 'string' }, /stays as it was/],
])('refuses a schema that %s, and says where and how to go on', (_, changed, rule) => {
  const [breach, ...more] = breachesOf(withItem(changed));
  expect(more).toEqual([]);
  expect(breach?.where).toMatch(/^parcels\.sent: items\[\](\.\w+)?$/);
  expect(breach?.rule).toMatch(rule);
  expect(breach?.mend).toBe('Leave parcels.sent as it was, and add a type beside it, or an optional field.');
});

it('refuses another set of values, whether more or fewer', () => {
  for (const values of [['a'], ['a', 'b', 'c']]) {
    const properties = { ...schema.properties, kind: { enum: values } };
    expect(breachesOf({ schema: { ...schema, properties } })).toEqual([
      expect.objectContaining({ where: 'parcels.sent: kind' }),
    ]);
  }
});

it('tells people place, rule and mend, a line each', () => {
  expect(describeBreaches(findBreaches(before, {})).split('\n')).toHaveLength(3);
  expect(describeBreaches([])).toBe('');
});
