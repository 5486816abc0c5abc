import type { JsonSchema } from './json-schema';

type Rule = (constraints: readonly unknown[]) => JsonSchema;

/** What each decorator of class-validator asks of a value, as a schema. Those whose own check says more are marked. */
export const RULES: Readonly<Record<string, Rule>> = {
  arrayMaxSize: ([maxItems]) => ({ type: 'array', maxItems }),
  arrayMinSize: ([minItems]) => ({ type: 'array', minItems }),
  arrayNotEmpty: () => ({ type: 'array', minItems: 1 }),
  equals: ([value]) => ({ enum: [value] }),
  isArray: () => ({ type: 'array' }),
  isBoolean: () => ({ type: 'boolean' }),
  isDefined: () => ({}),
  isIn: ([values]) => ({ enum: values as readonly unknown[] }),
  isInt: () => ({ type: 'integer' }),
  isNotEmpty: () => ({ minLength: 1 }),
  isNumber: () => ({ type: 'number' }),
  isObject: () => ({ type: 'object' }),
  isString: () => ({ type: 'string' }),
  // The check refuses more: hosts that cannot be.
  isUrl: ([options]) => ({ type: 'string', pattern: patternOfUrl(options) }),
  matches: ([pattern]) => ({ type: 'string', pattern: sourceOf(pattern as RegExp) }),
  max: ([maximum]) => ({ type: 'number', maximum }),
  maxLength: ([maxLength]) => ({ type: 'string', maxLength }),
  min: ([minimum]) => ({ type: 'number', minimum }),
  minLength: ([minLength]) => ({ type: 'string', minLength }),
};

/** A JSON Schema's patterns have no flags. */
function sourceOf({ source, flags }: RegExp): string {
  if (flags !== '') throw new TypeError(`/${source}/${flags} cannot be said in a JSON Schema: leave out the flags`);
  return source;
}

function patternOfUrl(options: unknown): string {
  const { protocols, require_protocol } = (options ?? {}) as { protocols?: string[]; require_protocol?: boolean };
  return protocols && require_protocol ? `^(${protocols.map(inAnyCase).join('|')})://[^\\s<>]+$` : '^[^\\s<>]+$';
}

const inAnyCase = (word: string): string => [...word].map((letter) => `[${letter.toUpperCase()}${letter}]`).join('');
