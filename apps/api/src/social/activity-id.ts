import { createHash, randomBytes } from 'node:crypto';
import { isUserName } from '@tickertape/events/dto';

const DIGITS = 16;
const ACTIVITY_ID = new RegExp(`^[0-9a-f]{${DIGITS}}\\.(.+)$`);

/**
 * The id of an activity: 16 hex digits, a dot, and its actor's name, so that whoever refers to an activity by its id names
 * whose it is.
 *
 * @param key what makes it the same one again, such as its `foreignId`. Default: the id is a new one.
 */
export function activityId(actor: string, key?: string): string {
  const digits =
    key === undefined
      ? randomBytes(DIGITS / 2).toString('hex')
      : createHash('sha256')
          .update(JSON.stringify([actor, key]))
          .digest('hex')
          .slice(0, DIGITS);
  return `${digits}.${actor}`;
}

/** Whose an activity is, by its id; `undefined` for a text that is not the id of an activity. */
export function actorOfActivity(id: string): string | undefined {
  const actor = ACTIVITY_ID.exec(id)?.[1];
  return isUserName(actor) ? actor : undefined;
}
