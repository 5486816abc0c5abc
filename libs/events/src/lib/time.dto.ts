import { isISO8601, isRFC3339, ValidateBy, type ValidationOptions } from 'class-validator';
import { describedBy } from './schema/json-schema.dto';

/** Each of the two checks alone takes what the other refuses: a day that there is not, and a time without its offset. */
const isTime = (value: unknown): boolean => isRFC3339(value) && isISO8601(value, { strict: true });

/** A date and a time with its offset, on a day that there is. */
export function IsTime(options?: ValidationOptions): PropertyDecorator {
  const defaultMessage = (): string => '$property must be a time as RFC 3339 has it, 2026-11-22T09:00:00Z';
  const validator = { validate: isTime, defaultMessage };
  return ValidateBy({ name: 'isTime', validator }, describedBy({ type: 'string', format: 'date-time' }, options));
}
