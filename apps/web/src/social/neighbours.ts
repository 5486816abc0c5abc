import type { Client } from '@tickertape/client';
import type { Activity } from '@tickertape/events';
import { findMentions } from './user-names';
import { excerpt } from './describe-activity';

/** Whom the page can act for, so that a reader who is alone has somebody to read. */
export const NEIGHBOURS = ['ann', 'ben', 'cleo', 'dara'];

const LINES = [
  'The 14:05 came in at 14:05. Somebody should write that down.',
  'Changed a ribbon today. Blue fingers until Thursday.',
  'A tape is a promise that has been printed.',
  'Anybody else hear the ticker in their sleep?',
  'Found a strip from last week behind the radiator. Still in order.',
  'Lunch is soup. It was soup before, and it will be soup again.',
  'I read from where I stopped. Nothing was missing.',
  'The new kid asked what polling was. We let the old man tell it.',
];

/** Posts a note for a user. Who is named with an @ is told. */
export function postNote(client: Client, user: string, text: string, simulated = false): Promise<Activity> {
  const to = findMentions(text);
  const object = { type: 'note', id: `note-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`, simulated };
  return client.activities.post(user, { verb: 'post', object, text, ...(to.length > 0 && { to }) });
}

/** Likes an activity for a user, so that its author is told. */
export function likeActivity(
  client: Client,
  user: string,
  { id, actor, object, text = '' }: Activity,
): Promise<Activity> {
  const name = excerpt(text) || object.name;
  return client.activities.post(user, { verb: 'like', object: { type: object.type, id, attributedTo: actor, name } });
}

/** What a turn of the neighbours depends on. */
export interface Turn {
  readonly user: string;
  /** Its number, from 0. */
  readonly turn: number;
  /** The user's newest note, for a neighbour to like. */
  readonly newest: Activity | undefined;
  /** Whom the user has blocked: they can neither be followed nor heard. */
  readonly blocked: readonly string[];
}

/**
 * One of the neighbours posts a line, and likes the user's newest note. The user follows them all from the first turn on.
 * Rejects when all of them are blocked.
 */
export async function takeTurn(client: Client, { user, turn, newest, blocked }: Turn): Promise<void> {
  const others = NEIGHBOURS.filter((name) => name !== user && !blocked.includes(name));
  if (others.length === 0) throw new Error('You have blocked all neighbours. Unblock one to hear it.');
  if (turn === 0) await Promise.all(others.map((other) => client.relations.follow(user, other)));
  const neighbour = others[turn % others.length] ?? '';
  await postNote(client, neighbour, LINES[turn % LINES.length] ?? '', true);
  if (newest) await likeActivity(client, neighbour, newest);
}
