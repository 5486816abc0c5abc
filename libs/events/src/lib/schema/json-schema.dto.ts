import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, ValidationTypes, type ValidationOptions } from 'class-validator';
import { both, orNull, type JsonSchema } from './json-schema';
import { RULES } from './rules.schema';

export type DtoClass = new () => object;

export interface JsonSchemaOptions {
  /** What becomes of fields that the class does not name. Default: they are refused. */
  readonly unknownFields?: 'refused' | 'ignored';
}

type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/**
 * The JSON Schema of a class, read from what class-validator has noted of it. It refuses nothing that the class takes.
 * Throws a `TypeError` for a decorator that it does not know: a schema that leaves out a rule would look like one that has
 * none. A decorator of one's own says its schema by `describedBy`.
 */
export function toJsonSchema(dto: DtoClass, options: JsonSchemaOptions = {}): JsonSchema {
  const fields = fieldsOf(dto);
  const properties = fields.map((field) => [field.name, schemaOfField(dto, field, options)] as const);
  const required = fields.filter((field) => isRequired(dto, field)).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
    additionalProperties: options.unknownFields === 'ignored',
  };
}

/** Options for `ValidateBy` that tell what the decorator asks of a value. */
export function describedBy(schema: JsonSchema, options?: ValidationOptions): ValidationOptions {
  return { ...options, context: { ...(options?.context as object | undefined), jsonSchema: schema } };
}

interface Field {
  readonly name: string;
  readonly rules: readonly Metadata[];
}

function fieldsOf(dto: DtoClass): Field[] {
  const all = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  const names = new Set(all.map(({ propertyName }) => propertyName));
  return [...names].map((name) => ({ name, rules: all.filter(({ propertyName }) => propertyName === name) }));
}

function schemaOfField(dto: DtoClass, { name, rules }: Field, options: JsonSchemaOptions): JsonSchema {
  // Whether its rules hold at all depends on other fields, and how is code.
  if (rules.some(isConditional)) return {};
  const schemasOf = (each: boolean) =>
    rules.filter((rule) => Boolean(rule.each) === each).map((rule) => schemaOfRule(dto, name, rule, options));
  const [own, items] = [schemasOf(false), schemasOf(true)];
  const schema = own.reduce(both, items.length > 0 ? { type: 'array', items: items.reduce(both) } : {});
  return takes(dto, name, null) ? orNull(schema) : schema;
}

function schemaOfRule(dto: DtoClass, name: string, rule: Metadata, options: JsonSchemaOptions): JsonSchema {
  if (rule.type === ValidationTypes.CONDITIONAL_VALIDATION) return {};
  if (rule.type === ValidationTypes.NESTED_VALIDATION) return toJsonSchema(nestedClassOf(dto, name), options);
  const described = (rule.context as { jsonSchema?: JsonSchema } | undefined)?.jsonSchema;
  const known = RULES[rule.name ?? ''];
  const schema = described ?? known?.(rule.constraints ?? []);
  if (schema) return schema;
  throw new TypeError(`${dto.name}.${name}: @${rule.name} has no JSON Schema; give it one by describedBy`);
}

/** `@ValidateIf`, and not `@IsOptional`, which class-validator notes as one of its kind. */
function isConditional({ type, name }: Metadata): boolean {
  return type === ValidationTypes.CONDITIONAL_VALIDATION && name !== 'isOptional';
}

function isRequired(dto: DtoClass, { name, rules }: Field): boolean {
  return !rules.some(isConditional) && !takes(dto, name, undefined);
}

/** Asks the class itself, since which rules pass over an absent value is known to them alone. */
function takes(dto: DtoClass, name: string, value: undefined | null): boolean {
  const errors = validateSync(Object.assign(new dto(), { [name]: value }), { forbidUnknownValues: false });
  return !errors.some(({ property }) => property === name);
}

/** The class that `@Type` names. class-transformer gives nobody its notes, but makes instances by them. */
function nestedClassOf(dto: DtoClass, name: string): DtoClass {
  const value = (plainToInstance(dto, { [name]: {} }) as Record<string, object>)[name];
  if (!value || value.constructor === Object) throw new TypeError(`${dto.name}.${name}: @ValidateNested wants a @Type`);
  return value.constructor as DtoClass;
}
