import { ValidateBy } from 'class-validator';
import type { JsonSchema } from '../schema/json-schema';
import { describedBy } from '../schema/json-schema.dto';
import { isUserName, USER_NAME_SCHEMA } from '../user-name.dto';

/** An object has at most so many characters of JSON: it is copied into the feed of each follower. */
const OBJECT_MAX_CHARACTERS = 8_192;

const SHORT: JsonSchema = { type: 'string', minLength: 1, maxLength: 200 };

/** What `describeFault` says, but for the length of it all. */
const SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    type: SHORT,
    id: SHORT,
    name: { type: 'string' },
    url: { type: 'string' },
    attributedTo: USER_NAME_SCHEMA,
  },
  required: ['type', 'id'],
  additionalProperties: true,
};

/** A thing of ActivityStreams: `type` and `id`, and whatever an app says of it beside. */
export function IsActivityObject(): PropertyDecorator {
  const validate = (value: unknown): boolean => describeFault(value) === undefined;
  const defaultMessage = (arguments_?: { readonly value: unknown }): string =>
    `$property ${describeFault(arguments_?.value) ?? 'must be an object'}`;
  return ValidateBy({ name: 'isActivityObject', validator: { validate, defaultMessage } }, describedBy(SCHEMA));
}

function describeFault(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be an object';
  const { type, id, name, url, attributedTo } = value as Record<string, unknown>;
  if (!isShort(type)) return 'must have a type of 1 to 200 characters';
  if (!isShort(id)) return 'must have an id of 1 to 200 characters';
  if (name !== undefined && typeof name !== 'string') return 'must have a name that is a string, or none';
  if (url !== undefined && typeof url !== 'string') return 'must have a url that is a string, or none';
  if (attributedTo !== undefined && !isUserName(attributedTo)) return 'must be attributedTo a user name, or to nobody';
  if (JSON.stringify(value).length > OBJECT_MAX_CHARACTERS) {
    return `must have at most ${OBJECT_MAX_CHARACTERS} characters of JSON`;
  }
  return undefined;
}

const isShort = (value: unknown): boolean => typeof value === 'string' && value.length > 0 && value.length <= 200;
