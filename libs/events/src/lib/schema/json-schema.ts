/** A JSON Schema of draft 2020-12, as far as the DTOs need it. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: JsonSchema;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  /** `pattern`, `minimum`, `maxItems`, … */
  readonly [keyword: string]: unknown;
}

/** The schema of what both allow. */
export function both(one: JsonSchema, other: JsonSchema): JsonSchema {
  const type = narrower(one.type, other.type);
  const differing = Object.keys(other).filter((keyword) => keyword in one && keyword !== 'type');
  const merged = { ...one, ...other, ...(type !== undefined && { type }) };
  return differing.every((keyword) => one[keyword] === other[keyword]) ? merged : { allOf: [one, other] };
}

function narrower(one: JsonSchema['type'], other: JsonSchema['type']): JsonSchema['type'] {
  if (one === undefined || other === undefined || one === other) return one ?? other;
  const types = [one, other];
  if (types.includes('integer') && types.includes('number')) return 'integer';
  throw new TypeError(`nothing is both ${String(one)} and ${String(other)}`);
}

/** The schema of what is allowed, or null. */
export function orNull(schema: JsonSchema): JsonSchema {
  if (schema.enum) return { ...schema, enum: [...schema.enum, null] };
  if (typeof schema.type === 'string') return { ...schema, type: [schema.type, 'null'] };
  return Object.keys(schema).length === 0 ? schema : { anyOf: [schema, { type: 'null' }] };
}
