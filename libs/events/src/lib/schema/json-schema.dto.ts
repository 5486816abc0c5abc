import { validateSync, ValidationTypes, type ValidationOptions } from 'class-validator';
import { findNestedClass, isConditional, rulesOf, type DtoClass, type Rule } from './dto-rules.dto';
import { both, orNull, type JsonSchema } from './json-schema';
import { RULES } from './rules.schema';

export interface JsonSchemaOptions {
  /** What becomes of fields that the class does not name. Default: they are refused. */
  readonly unknownFields?: 'refused' | 'ignored';
}

/**
 * The JSON Schema of a class, read from what class-validator has noted of it. It refuses nothing that the class takes.
 * Throws a `TypeError` for a decorator that it does not know: a schema that leaves out a rule would look like one that has
 * none. A decorator of one's own says its schema by `describedBy`.
 */
export function toJsonSchema(dto: DtoClass, options: JsonSchemaOptions = {}): JsonSchema {
  const fields = fieldsOf(dto);
  const [withoutNull, withoutAbsence] = [refusing(dto, null), refusing(dto, undefined)];
  const properties = fields.map((field) => {
    const schema = schemaOfField(dto, field, options);
    return [field.name, withoutNull.has(field.name) || isOpen(field) ? schema : orNull(schema)] as const;
  });
  const required = fields.filter((field) => withoutAbsence.has(field.name) && !isOpen(field));
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required: required.map(({ name }) => name) }),
    additionalProperties: options.unknownFields === 'ignored',
  };
}

/** Options for `ValidateBy` that tell what the decorator asks of a value. */
export function describedBy(schema: JsonSchema, options?: ValidationOptions): ValidationOptions {
  return { ...options, context: { ...(options?.context as object | undefined), jsonSchema: schema } };
}

interface Field {
  readonly name: string;
  readonly rules: readonly Rule[];
}

function fieldsOf(dto: DtoClass): Field[] {
  const all = rulesOf(dto);
  const names = new Set(all.map(({ propertyName }) => propertyName));
  return [...names].map((name) => ({ name, rules: all.filter(({ propertyName }) => propertyName === name) }));
}

function schemaOfField(dto: DtoClass, field: Field, options: JsonSchemaOptions): JsonSchema {
  if (isOpen(field)) return {};
  const { name, rules } = field;
  const schemasOf = (each: boolean) =>
    rules.filter((rule) => Boolean(rule.each) === each).map((rule) => schemaOfRule(dto, name, rule, options));
  const [own, items] = [schemasOf(false), schemasOf(true)];
  return own.reduce(both, items.length > 0 ? { type: 'array', items: items.reduce(both) } : {});
}

function schemaOfRule(dto: DtoClass, name: string, rule: Rule, options: JsonSchemaOptions): JsonSchema {
  if (rule.type === ValidationTypes.CONDITIONAL_VALIDATION) return {};
  if (rule.type === ValidationTypes.NESTED_VALIDATION) return toJsonSchema(nestedClassOf(dto, name), options);
  const described = (rule.context as { jsonSchema?: JsonSchema } | undefined)?.jsonSchema;
  const known = RULES[rule.name ?? ''];
  const schema = described ?? known?.(rule.constraints ?? []);
  if (schema) return schema;
  throw new TypeError(`${dto.name}.${name}: @${rule.name} has no JSON Schema; give it one by describedBy`);
}

/** Whether its rules hold at all depends on other fields. */
const isOpen = ({ rules }: Field): boolean => rules.some(isConditional);

/** The fields that refuse a value. Asks the class, since which rules pass over an absent value is known to them alone. */
function refusing(dto: DtoClass, value: undefined | null): ReadonlySet<string> {
  const all = Object.fromEntries(fieldsOf(dto).map(({ name }) => [name, value]));
  const errors = validateSync(Object.assign(new dto(), all), { forbidUnknownValues: false });
  return new Set(errors.map(({ property }) => property));
}

function nestedClassOf(dto: DtoClass, name: string): DtoClass {
  const nested = findNestedClass(dto, name);
  if (!nested) throw new TypeError(`${dto.name}.${name}: @ValidateNested wants a @Type`);
  return nested;
}
