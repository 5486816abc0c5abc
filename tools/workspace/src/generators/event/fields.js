// @ts-check

/**
 * @typedef {object} Field A field of an event's data.
 * @property {string} name
 * @property {boolean} optional
 * @property {string} type in TypeScript
 * @property {readonly string[]} decorators of the DTO, without the one of optional fields
 * @property {string} sample as code
 */

/** @typedef {Pick<Field, 'type' | 'decorators'> & { sample: (name: string) => string }} Kind */

/** The types that a field can have, by what they are called in a command. @type {Readonly<Record<string, Kind>>} */
const KINDS = {
  string: {
    type: 'string',
    decorators: ['@IsString()', '@IsNotEmpty()', '@MaxLength(500)'],
    sample: (name) => `'${name}-1'`,
  },
  number: { type: 'number', decorators: ['@IsNumber()'], sample: () => '1.5' },
  integer: { type: 'number', decorators: ['@IsInt()'], sample: () => '1' },
  boolean: { type: 'boolean', decorators: ['@IsBoolean()'], sample: () => 'true' },
  time: { type: 'string', decorators: ['@IsTime()'], sample: () => `'2026-11-22T09:00:00.000Z'` },
};

/**
 * Reads a field as a command names it. Throws for one that cannot be read.
 *
 * @param {string} text as in `to:string` or `at:time?`
 * @returns {Field}
 */
function readField(text) {
  const [, name = '', kind = '', mark] = /^([a-z][A-Za-z0-9]*):([a-z]+)(\?)?$/.exec(text) ?? [];
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (!known) {
    const types = Object.keys(KINDS).join(', ');
    throw new Error(`"${text}" is no field: it is name:type, as in to:string or at:time?, of the types ${types}.`);
  }
  return { name, optional: mark !== undefined, ...known, sample: known.sample(name) };
}

/** What a folded field is until it is told. @param {Field} field */
const stateTypeOf = ({ type }) => `${type} | null`;

/** What a fold takes of a field. @param {Field} field */
const foldedValue = ({ name, optional }) => `event.data.${name}${optional ? ' ?? null' : ''}`;

module.exports = { foldedValue, readField, stateTypeOf };
