import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { ValidateBy, validateSync, type ValidationOptions } from 'class-validator';
import { describedBy, describeErrors, withoutNulls, type JsonSchema } from '@tickertape/events/dto';
import { badRequest } from './openai.error';

/**
 * Checks a body by its class, as servers that are compatible with OpenAI's do: fields that it does not name are passed
 * over, and so are nulls in place of what may be absent. Throws a `400` that names the first field that is wrong.
 */
export function readBody<T extends object>(type: new () => T, body: unknown): T {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badRequest('The body must be a JSON object.');
  }
  const request = plainToInstance(type, withoutNulls(type, body));
  const [first] = describeErrors(validateSync(request, { whitelist: true, forbidUnknownValues: false }));
  if (!first) return request;
  const param = toParam(first.path);
  throw badRequest(`${param}: ${first.message}.`, param);
}

/** The path of a field as OpenAI writes it: `messages[0].content`. */
export function toParam(path: string): string {
  return path.replaceAll(/\.(\d+)/g, '[$1]');
}

/** A text, as a string or in parts. */
export type TextContent = string | readonly TextPart[];

export interface TextPart {
  readonly type: string;
  readonly text?: string;
  readonly refusal?: string;
}

/** The text of a content, its parts one after the other; empty for `null`. */
export function textOf(content: TextContent | null | undefined): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map(({ text, refusal }) => text ?? refusal ?? '').join('');
}

const TEXT_PARTS: readonly unknown[] = ['text', 'input_text', 'output_text'];

const PART_SCHEMA: JsonSchema = {
  oneOf: [
    {
      type: 'object',
      properties: { type: { enum: TEXT_PARTS }, text: { type: 'string' } },
      required: ['type', 'text'],
    },
    {
      type: 'object',
      properties: { type: { const: 'refusal' }, refusal: { type: 'string' } },
      required: ['type', 'refusal'],
    },
  ],
};

/** Checks a `TextContent`; images, sound and files are refused. `null` and absent are for others to judge. */
export function IsTextContent(options?: ValidationOptions): PropertyDecorator {
  const message = (): string => 'content must be a text, or an array of text parts; no other parts are supported here';
  const validate = (value: unknown): boolean =>
    value === null ||
    value === undefined ||
    typeof value === 'string' ||
    (Array.isArray(value) && value.every((part) => isTextPart(part)));
  const schema = { anyOf: [{ type: ['string', 'null'] }, { type: 'array', items: PART_SCHEMA }] };
  const validator = { validate, defaultMessage: message };
  return ValidateBy({ name: 'isTextContent', validator }, describedBy(schema, options));
}

/** Checks a string, or an array of at most so many strings, none empty. */
export function IsTexts(max: number, options?: ValidationOptions): PropertyDecorator {
  const message = (): string => `stop must be a text, or 1 to ${max} texts`;
  const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
  const validate = (value: unknown): boolean =>
    isText(value) || (Array.isArray(value) && value.length <= max && value.every(isText));
  const text = { type: 'string', minLength: 1 };
  const schema = { anyOf: [text, { type: 'array', items: text, maxItems: max }] };
  const validator = { validate, defaultMessage: message };
  return ValidateBy({ name: 'isTexts', validator }, describedBy(schema, options));
}

function isTextPart(part: unknown): part is TextPart {
  if (typeof part !== 'object' || part === null) return false;
  const { type, text, refusal } = part as { readonly [field: string]: unknown };
  return type === 'refusal' ? typeof refusal === 'string' : TEXT_PARTS.includes(type) && typeof text === 'string';
}
