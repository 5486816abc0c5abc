import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventDtos } from '../families.dto';
import { families } from '../families';
import { eventTypes, exampleStates } from './catalogue';
import { describeEventTypes } from './event-types';
import { describeBreaches, findBreaches } from './evolution';
import { toSnapshot, type CatalogueSnapshot } from './snapshot';

const find = (type: string) => eventTypes().find((candidate) => candidate.type === type);

it('keeps what catalogue.json promises; a type or an optional field may be new', () => {
  const promised = JSON.parse(readFileSync(join(__dirname, '../../../catalogue.json'), 'utf8')) as CatalogueSnapshot;
  expect(describeBreaches(findBreaches(promised, toSnapshot(eventTypes())))).toBe('');
});

it('has every type of every family once', () => {
  const all = families.flatMap(({ events }) => Object.keys(events));
  expect(eventTypes().map(({ type }) => type)).toEqual(all);
});

it('says what a family says', () => {
  expect(find('orders.delivered')).toMatchObject({
    family: 'orders',
    topic: 'orders/{orderId}',
    description: 'The order is at the door.',
    since: '0.1.0',
    terminal: true,
    delivery: { merges: false, wholeFamily: false, existence: 'required' },
    retention: { maxEvents: null, maxAgeMs: null },
    sample: {},
  });
  expect(find('quotes.updated')).toMatchObject({ retention: { maxEvents: 1_000 }, delivery: { wholeFamily: true } });
});

it('tells of each type whether it merges, by trying', () => {
  const merging = eventTypes().filter(({ delivery }) => delivery.merges);
  expect(merging.map(({ type }) => type)).toEqual([
    'generations.reasoning_delta',
    'generations.delta',
    'generations.refusal_delta',
    'generations.tool_call_delta',
    'quotes.updated',
  ]);
});

it('has schemas of draft 2020-12 that are called like their type', () => {
  expect(find('relations.muted')?.schema).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'relations.muted',
    type: 'object',
    properties: { user: { type: 'string', pattern: '^[A-Za-z0-9_.~@:+-]{1,128}$' } },
    required: ['user'],
    additionalProperties: false,
  });
});

it('asks for a sample of every type', () => {
  expect(() => describeEventTypes(eventDtos, [])).toThrow(/activities\.published has no sample/);
});

it('has an example of a state of every family, folded from its samples', () => {
  expect(Object.keys(exampleStates())).toEqual(families.map(({ name }) => name));
  expect(exampleStates()['orders']).toMatchObject({ id: '42', status: 'delivered', courier: 'Sam' });
});
