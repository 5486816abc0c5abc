import { isTopic } from '@tickertape/wire';
import { ValidateBy, type ValidationOptions } from 'class-validator';

/** Who cannot be a part of a topic cannot have a feed: see `parseTopic`. */
export function isUserName(value: unknown): value is string {
  return typeof value === 'string' && isTopic(`users/${value}`);
}

/** A user's name: 1 to 128 of the characters that topics may have. */
export function IsUserName(options?: ValidationOptions): PropertyDecorator {
  const defaultMessage = (): string => '$property must be a user name: 1 to 128 letters, digits or _.~@:+-';
  return ValidateBy({ name: 'isUserName', validator: { validate: isUserName, defaultMessage } }, options);
}
