import { isUserName } from '@tickertape/events/dto';
import { ProblemException } from '@tickertape/nestjs';

/** A user's name in a path. Throws `bad_parameter` for what cannot be one; any other user exists as soon as he is named. */
export function requireUserName(value: string, path: string): string {
  if (isUserName(value)) return value;
  const message = `${path} must be a user name: 1 to 128 letters, digits or _.~@:+-`;
  throw new ProblemException(400, 'bad_parameter', message, { errors: [{ path, message }] });
}
