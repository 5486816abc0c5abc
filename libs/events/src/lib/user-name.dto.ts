import { isTopic } from '@tickertape/wire';
import { ValidateBy, type ValidationOptions } from 'class-validator';
import type { JsonSchema } from './schema/json-schema';
import { describedBy } from './schema/json-schema.dto';

/** What can be the id of a topic. */
export const USER_NAME_SCHEMA: JsonSchema = { type: 'string', pattern: '^[A-Za-z0-9_.~@:+-]{1,128}$' };

/** Who cannot be a part of a topic cannot have a feed: see `parseTopic`. */
export function isUserName(value: unknown): value is string {
  return typeof value === 'string' && isTopic(`users/${value}`);
}

/** A user's name: 1 to 128 of the characters that topics may have. */
export function IsUserName(options?: ValidationOptions): PropertyDecorator {
  const defaultMessage = (): string => '$property must be a user name: 1 to 128 letters, digits or _.~@:+-';
  const validator = { validate: isUserName, defaultMessage };
  return ValidateBy({ name: 'isUserName', validator }, describedBy(USER_NAME_SCHEMA, options));
}
