import type { JsonSchema } from '@tickertape/events/catalogue';
import { formatCount } from '../format';

/** Said by the type, by the rows of the fields, or by the page. */
const SAID_ELSEWHERE = [
  '$schema',
  'title',
  'description',
  'type',
  'properties',
  'required',
  'items',
  'anyOf',
  'allOf',
  'additionalProperties',
];
const RANGES = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minimum', 'maximum'];

/** What a schema asks of a value beside its type, a phrase each. A keyword without words of its own is said as JSON. */
export function describeRules(schema: JsonSchema): string[] {
  const { items, anyOf = [], allOf = [] } = schema;
  const others = Object.keys(schema).filter((keyword) => ![...SAID_ELSEWHERE, ...RANGES].includes(keyword));
  return [
    ...describeLengths(schema),
    ...describeRange(schema['minimum'], schema['maximum'], formatNumber),
    ...others.map((keyword) => describeKeyword(keyword, schema[keyword])),
    ...(schema.additionalProperties === true ? ['may have other fields'] : []),
    ...(items ? describeRules(items).map((rule) => `each: ${rule}`) : []),
    ...[...allOf, ...anyOf].flatMap(describeRules),
  ];
}

function describeLengths(schema: JsonSchema): string[] {
  return [
    ...describeRange(schema['minLength'], schema['maxLength'], (count) => formatCountOf(count, 'character')),
    ...describeRange(schema['minItems'], schema['maxItems'], (count) => formatCountOf(count, 'item')),
  ];
}

function describeRange(from: unknown, to: unknown, format: (value: number) => string): string[] {
  if (typeof from === 'number' && typeof to === 'number') return [`${formatNumber(from)} to ${format(to)}`];
  if (typeof from === 'number') return [`at least ${format(from)}`];
  return typeof to === 'number' ? [`at most ${format(to)}`] : [];
}

function describeKeyword(keyword: string, value: unknown): string {
  switch (keyword) {
    case 'enum':
      return `one of ${(value as readonly unknown[])
        .filter((one) => one !== null)
        .map(formatValue)
        .join(', ')}`;
    case 'pattern':
      return `like ${String(value)}`;
    case 'format':
      return `a ${String(value)}`;
    default:
      return `${keyword}: ${JSON.stringify(value)}`;
  }
}

const formatValue = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const formatNumber = (value: number): string => value.toLocaleString('en');
const formatCountOf = (count: number, noun: string): string =>
  formatCount(count, noun).replace(String(count), formatNumber(count));
