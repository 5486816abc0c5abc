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

/** What the API says of every resource beside its state (`topic-resource.ts`), and the id, which the topic has. */
const OF_THE_RESOURCE = ['topic', 'cursor', 'version', 'links', 'id'];

/**
 * Reads a field as a command names it. Throws for one that cannot be read, or cannot be called so.
 *
 * @param {string} text as in `to:string` or `at:time?`
 * @param {{ keep: boolean }} options whether it is to become a field of the state, too
 * @returns {Field}
 */
function readField(text, { keep }) {
  const [, name = '', kind = '', mark] = /^([a-z][A-Za-z0-9]*):([a-z]+)(\?)?$/.exec(text) ?? [];
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (!known) {
    const types = Object.keys(KINDS).join(', ');
    throw new Error(`"${text}" is no field: it is name:type, as in to:string or at:time?, of the types ${types}.`);
  }
  if (Object.hasOwn(Object.prototype, name)) {
    throw new Error(`A field cannot be named "${name}": every object has that. Take another name.`);
  }
  if (keep && OF_THE_RESOURCE.includes(name)) {
    throw new Error(
      `A field of the state cannot be named "${name}": the API answers its own ${name} there. Take another name, or leave out --keep.`,
    );
  }
  return { name, optional: mark !== undefined, ...known, sample: known.sample(name) };
}

/** What a folded field is until it is told. @param {Field} field */
const stateTypeOf = ({ type }) => `${type} | null`;

/** What a fold takes of a field. @param {Field} field */
const foldedValue = ({ name, optional }) => `event.data.${name}${optional ? ' ?? null' : ''}`;

module.exports = { foldedValue, readField, stateTypeOf };
