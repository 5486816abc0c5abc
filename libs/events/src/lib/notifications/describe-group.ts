import type { NotificationSubject } from './notifications.family';

/** What a verb was, in the past; any other verb is said as it is. */
const PAST: Readonly<Record<string, string>> = {
  add: 'added to',
  announce: 'shared',
  comment: 'commented on',
  dislike: 'disliked',
  follow: 'followed',
  invite: 'invited',
  like: 'liked',
  mention: 'mentioned',
  react: 'reacted to',
  reply: 'replied to',
  repost: 'reposted',
  share: 'shared',
  view: 'viewed',
};

/** A group in English: "ann and 3 others liked your photo". `actors` are the newest first, each once. */
export function describeGroup(verb: string, subject: NotificationSubject, actors: readonly string[]): string {
  const who = describeActors(actors);
  const what = subject.type === 'person' ? 'you' : `your ${subject.type}`;
  return `${who} ${PAST[verb.toLowerCase()] ?? verb} ${what}`;
}

function describeActors([first = 'somebody', second, ...more]: readonly string[]): string {
  if (second === undefined) return first;
  return more.length === 0 ? `${first} and ${second}` : `${first} and ${more.length + 1} others`;
}
