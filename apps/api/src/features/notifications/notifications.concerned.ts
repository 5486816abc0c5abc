import { createHash } from 'node:crypto';
import type { ActivityContent, ActivityObject, NotificationSubject } from '@tickertape/events';
import { isUserName } from '@tickertape/events/dto';
import { actorOfActivity } from '../../social/activity-id';

/** What an activity is to a user whom it concerns. */
export interface Concern {
  readonly verb: string;
  readonly subject: NotificationSubject;
  /** What was done alike to the same thing has the same group. */
  readonly group: string;
}

/** What is done to a person by naming the person; whoever is addressed by another verb is mentioned. */
const PERSONAL_VERBS = ['follow', 'invite', 'mention', 'reply'];
const PERSON_TYPES = ['person', 'user'];
const GROUP_MAX_CHARACTERS = 500;

/**
 * The users whom an activity concerns, with what it is to them: whose its object is, whose its target is, whom it is
 * addressed to; each once, by the first of these. Never its actor.
 */
export function findConcerned(actor: string, { verb, object, target, to }: ActivityContent): Map<string, Concern> {
  const concerned = new Map<string, Concern>();
  const add = (user: string | undefined, done: string, subject: NotificationSubject): void => {
    if (user === undefined || user === actor || concerned.has(user)) return;
    concerned.set(user, concern(user, done, subject));
  };
  for (const thing of [object, target]) if (thing) add(ownerOf(thing), verb, subjectOf(thing));
  const toPerson = PERSONAL_VERBS.includes(verb.toLowerCase()) ? verb : 'mention';
  for (const user of to ?? []) add(user, toPerson, { type: 'person', id: user });
  return concerned;
}

/** What it is to a user to be followed. */
export function concernOfFollow(user: string): Concern {
  return concern(user, 'follow', { type: 'person', id: user });
}

/** Whose a thing is: as it says itself, or an activity by its author, a person by themself. */
function ownerOf(thing: ActivityObject): string | undefined {
  const author = thing.attributedTo ?? actorOfActivity(thing.id);
  return author ?? (isPerson(thing) && isUserName(thing.id) ? thing.id : undefined);
}

function subjectOf(thing: ActivityObject): NotificationSubject {
  const { type, id, name } = thing;
  return { type: isPerson(thing) ? 'person' : type, id, ...(name !== undefined && { name }) };
}

const isPerson = ({ type }: ActivityObject): boolean => PERSON_TYPES.includes(type.toLowerCase());

function concern(user: string, done: string, subject: NotificationSubject): Concern {
  const verb = done.toLowerCase();
  const group = subject.type === 'person' && subject.id === user ? verb : groupOf(verb, subject);
  return { verb, subject, group };
}

/** `like:photo:sunset`: a verb has no colon, and a type none that is not escaped. */
function groupOf(verb: string, { type, id }: NotificationSubject): string {
  const readable = `${verb}:${type.replaceAll(/[%:]/g, encodeURIComponent)}:${id}`;
  if (readable.length <= GROUP_MAX_CHARACTERS) return readable;
  return `${verb}:${createHash('sha256').update(readable).digest('hex')}`;
}
