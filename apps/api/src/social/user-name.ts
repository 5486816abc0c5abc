import { isUserName } from '@tickertape/events/dto';
import { TapeError } from '@tickertape/tape';

/** A user's name in a path. Throws `topic_not_found` for what cannot be one; any other user exists as soon as he is named. */
export function requireUserName(user: string): string {
  if (isUserName(user)) return user;
  throw new TapeError('topic_not_found', `"${user}" is not a user name: 1 to 128 letters, digits or _.~@:+-`, { user });
}
