import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { IsOptional, IsString, Matches, Max, MinLength, ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import fc from 'fast-check';
import { checkEventData } from '../event-data.dto';
import { eventDtos } from '../families.dto';
import { fixtures } from '../families.fixtures';
import { describedBy, toJsonSchema } from './json-schema.dto';

const types = eventDtos.flatMap((dtos, i) =>
  Object.entries(dtos.dtos).map(([type, dto]) => {
    const samples: Readonly<Record<string, object>> = fixtures[i]?.samples ?? {};
    return { type, dtos, schema: toJsonSchema(dto), sample: samples[type] ?? {} };
  }),
);

const ajv = addFormats(new Ajv2020({ allErrors: true, allowUnionTypes: true }));

/** What JSON Schema cannot say: which hosts there can be, and how long a value is as JSON. */
const BEYOND_SCHEMA = /must be a URL address|characters of JSON/;

const anyValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    'x',
    0,
    1,
    -1,
    0.5,
    1e12,
    2 ** 53,
    true,
    false,
    [],
    [[]],
    [null],
    {},
    [{}],
    ['x'],
  ),
  fc.constantFrom('2026-11-22T09:00:00Z', '2026-02-30T09:00:00Z', '2026-11-22', '2026-11-22T09:00:00', '101.25', '1e3'),
  fc.constantFrom('ann', 'ann/ben', 'https://example.org', 'javascript:alert(1)', 'home', 'stop', 'assistant', 'red'),
  fc.constantFrom(64, 65, 100, 101, 128, 129, 200, 201, 300, 301, 500, 501, 5_000, 5_001).map((n) => 'é'.repeat(n)),
  fc.constantFrom(
    { type: 'photo', id: 'sunset' },
    { type: 'photo' },
    { type: '', id: '1' },
    { type: 'a', id: '1', name: 1 },
  ),
  fc.array(fc.constantFrom<unknown>('ann', 'a/b', 'x', 1, null), { maxLength: 3 }),
  fc.constantFrom(4, 5, 50, 51, 100, 101, 128, 129).map((length) => Array.from({ length }, () => 'x')),
  fc.jsonValue(),
);

/** Every place in a value where something else can be put. */
function placesIn(value: unknown): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[key], ...placesIn(inner).map((place) => [key, ...place])]);
}

function put(data: object, [key = '', ...rest]: readonly string[], value: unknown): object {
  const inner = (data as Record<string, unknown>)[key];
  const next = rest.length === 0 ? value : put(inner as object, rest, value);
  return Array.isArray(data) ? data.with(Number(key), next) : { ...data, [key]: next };
}

describe.each(types)('the schema of $type', ({ type, dtos, schema, sample }) => {
  const validate = ajv.compile(schema);

  it('takes the sample', () => {
    validate(sample);
    expect(validate.errors).toBeNull();
  });

  it('takes what the class takes and refuses what it refuses', () => {
    const places = [...placesIn(sample), ...Object.keys(schema.properties ?? {}).map((name) => [name]), ['surprise']];
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.option(anyValue, { nil: undefined }), (place, value) => {
        const data: unknown = JSON.parse(JSON.stringify(put(sample, place, value)));
        const errors = checkEventData(dtos, type, data);
        if (errors.length > 0 && errors.every(({ message }) => BEYOND_SCHEMA.test(message))) return;
        const taken = validate(data);
        expect({ data, taken, errors: taken ? errors : [] }).toEqual({ data, taken: errors.length === 0, errors: [] });
      }),
      { numRuns: 200 },
    );
  });
});

const schemaOf = (...decorators: readonly PropertyDecorator[]) => {
  class Dto {}
  for (const decorate of decorators) decorate(Dto.prototype, 'field');
  return toJsonSchema(Dto);
};
const never = { validate: () => false };

it('says that unknown fields are passed over where they are', () => {
  class Dto {}
  expect(toJsonSchema(Dto)).toMatchObject({ additionalProperties: false });
  expect(toJsonSchema(Dto, { unknownFields: 'ignored' })).toMatchObject({ additionalProperties: true });
});

it('allows null where a field is optional, since class-validator does', () => {
  expect(schemaOf(IsOptional(), IsString())).toEqual({
    type: 'object',
    properties: { field: { type: ['string', 'null'] } },
    additionalProperties: false,
  });
});

it('takes anything for a field whose rules depend on others', () => {
  const schema = schemaOf(
    ValidateIf(() => true),
    IsString(),
  );
  expect(schema).toEqual({ type: 'object', properties: { field: {} }, additionalProperties: false });
});

it('keeps both of two rules of one kind', () => {
  expect(schemaOf(MinLength(2), MinLength(3)).properties?.['field']).toEqual({
    allOf: [
      { type: 'string', minLength: 2 },
      { type: 'string', minLength: 3 },
    ],
  });
});

it('takes the schema of a decorator of its own from the decorator', () => {
  const described = ValidateBy({ name: 'isOdd', validator: never }, describedBy({ not: { multipleOf: 2 } }));
  expect(schemaOf(described).properties).toEqual({ field: { not: { multipleOf: 2 } } });
});

it('throws for what it cannot say, rather than to leave it out', () => {
  expect(() => schemaOf(ValidateBy({ name: 'isOdd', validator: never }))).toThrow(/Dto\.field: @isOdd .* describedBy/);
  expect(() => schemaOf(Matches(/a/i))).toThrow(/leave out the flags/);
  expect(() => schemaOf(IsString(), Max(3))).toThrow(/nothing is both/);
  expect(() => schemaOf(ValidateNested())).toThrow(/wants a @Type/);
});
