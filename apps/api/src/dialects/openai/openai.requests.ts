import { IsBoolean, IsNumber, IsObject, IsOptional, IsString, Matches, Max, Min, ValidateBy } from 'class-validator';
import type { ResponseFormat, ToolChoice } from '@tickertape/events';
import { describedBy } from '@tickertape/events/dto';

/** How a model is to choose its words and its calls: what both of OpenAI's APIs take. */
export class ChoosingParams {
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(2)
  temperature?: number;

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  top_p?: number;

  @IsOptional()
  @IsBoolean()
  parallel_tool_calls?: boolean;
}

export const FORMATS = ['text', 'json_object', 'json_schema'] as const;

/** A schema that an answer is to keep. */
export class SchemaParam {
  @Matches(/^[A-Za-z0-9_-]{1,64}$/, { message: 'name must be 1 to 64 letters, digits, _ or -' })
  name!: string;

  @IsOptional()
  @IsString()
  description?: string;

  @IsOptional()
  @IsObject()
  schema?: Record<string, unknown>;

  @IsOptional()
  @IsBoolean()
  strict?: boolean;
}

/** The form of an answer as a generation has it; text is none. */
export function toResponseFormat(
  type: (typeof FORMATS)[number] | undefined,
  asked: SchemaParam | undefined,
): ResponseFormat | undefined {
  if (type === undefined || type === 'text') return undefined;
  if (type === 'json_object' || !asked) return { type: 'json_object' };
  const { name, description, schema, strict } = asked;
  return { type, name, description, schema, strict };
}

/** A mode, or a function: its name stands in the choice itself, or in `function`. */
export type ToolChoiceParam = Exclude<ToolChoice, object> | { readonly name: string } | { function: { name: string } };

const MODES: readonly unknown[] = ['none', 'auto', 'required'];

/** Checks a `tool_choice` of a mode or a function; no other tools are supported here. @param place where the name stands. */
export function IsToolChoice(place: 'function' | 'itself'): PropertyDecorator {
  const isNamed = (value: unknown): boolean => {
    const choice = (value ?? {}) as { type?: unknown; name?: unknown; function?: { name?: unknown } | null };
    const name = place === 'itself' ? choice.name : choice.function?.name;
    return choice.type === 'function' && typeof name === 'string';
  };
  const validate = (value: unknown): boolean => MODES.includes(value) || isNamed(value);
  const defaultMessage = (): string => 'tool_choice must be none, auto, required or a function';
  const named = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
  const inside = { type: 'object', properties: { function: named }, required: ['function'] };
  const schema = { anyOf: [{ enum: MODES }, place === 'itself' ? named : inside] };
  return ValidateBy({ name: 'isToolChoice', validator: { validate, defaultMessage } }, describedBy(schema));
}

/** Which tools a model is to call, as a generation has it. */
export function toToolChoice(choice: ToolChoiceParam | undefined): ToolChoice | undefined {
  if (typeof choice !== 'object') return choice;
  return { name: 'function' in choice ? choice.function.name : choice.name };
}
