import type { Activity, ActivityObject } from '@tickertape/events';
import { YOU } from './timeline';

/** What an activity says: the text that it was published with, or else what was done, in words. */
export function describeActivity({ verb, object, target, text }: Activity): string {
  if (text) return text;
  const where = target ? `, ${describeThing(target)}` : '';
  return `${verb} ${describeThing(object)}${where}`;
}

function describeThing({ type, id, name, attributedTo }: ActivityObject): string {
  if (name) return `${attributedTo ? `${attributedTo}’s ` : ''}${type} “${name}”`;
  return attributedTo ? `${attributedTo}’s ${type}` : `${type} ${id}`;
}

/** `you and ben like this`; empty when nobody does. */
export function describeLikers(likers: readonly string[]): string {
  const [first, second, ...more] = likers;
  if (first === undefined) return '';
  if (second === undefined) return `${first} ${first === YOU ? 'like' : 'likes'} this`;
  return more.length === 0 ? `${first} and ${second} like this` : `${first} and ${more.length + 1} others like this`;
}

/** As much of a text as fits in a line that quotes it. */
const EXCERPT_CHARACTERS = 60;

/** The beginning of a text, cut between words. */
export function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= EXCERPT_CHARACTERS) return line;
  return `${line.slice(0, EXCERPT_CHARACTERS).replace(/\s+\S*$/, '')}…`;
}
