import type { Api } from './api.process';
import { get, post, send, type Answer, type Resource } from './http.request';

export interface Notifications extends Resource {
  readonly unseen: number;
  readonly unread: number;
  readonly items: readonly {
    readonly id: string;
    readonly text: string;
    readonly seen: boolean;
    readonly read: boolean;
  }[];
}

let users = 0;

/** A name that no test has used. */
export function newUser(): string {
  users += 1;
  return `user-${process.pid}-${users}`;
}

/** The resource of a user's notifications, or what comes behind it. */
export const notificationsUrl = (api: Api, user: string, rest = ''): string =>
  `${api.url}/v1/notifications/${user}${rest}`;

export async function notificationsOf(api: Api, user: string): Promise<Notifications> {
  return (await get<Notifications>(notificationsUrl(api, user))).body;
}

export function mark(api: Api, user: string, what: 'seen' | 'read', body: unknown): Promise<Answer<Notifications>> {
  return post<Notifications>(notificationsUrl(api, user, `/${what}`), body);
}

export interface Activity {
  readonly id: string;
  readonly actor: string;
  readonly verb: string;
  readonly text?: string;
  readonly published: string;
}

export interface FeedPage extends Resource {
  readonly items: readonly Activity[];
  readonly next?: string;
  readonly tail: string;
}

const userUrl = (api: Api, user: string, rest: string): string => `${api.url}/v1/users/${user}/${rest}`;

export const activitiesUrl = (api: Api, user: string, id?: string): string =>
  userUrl(api, user, id === undefined ? 'activities' : `activities/${id}`);

export const feedUrl = (api: Api, user: string, rest = ''): string => `${api.url}/v1/feeds/${user}${rest}`;

export async function feedOf(api: Api, user: string, query = ''): Promise<FeedPage> {
  return (await get<FeedPage>(feedUrl(api, user, query))).body;
}

/** Somebody does something; the id of it. */
export async function publish(api: Api, actor: string, content: object): Promise<string> {
  const { status, body } = await post<Activity>(activitiesUrl(api, actor), content);
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body.id;
}

/** Somebody says something. */
export function say(api: Api, actor: string, text: string): Promise<string> {
  return publish(api, actor, { verb: 'post', object: { type: 'note', id: text }, text });
}

/** Somebody likes a photo of a user's. */
export function like(api: Api, actor: string, owner: string, photo = 'sunset'): Promise<string> {
  return publish(api, actor, { verb: 'like', object: { type: 'photo', id: photo, attributedTo: owner } });
}

export async function remove(api: Api, actor: string, id: string): Promise<void> {
  await expectDone(send('DELETE', activitiesUrl(api, actor, id)));
}

/** How a user changes what he has to another one: the method, and the path behind the user's name. */
const RELATIONS = {
  followed: ['PUT', 'following'],
  unfollowed: ['DELETE', 'following'],
  muted: ['POST', 'mutes'],
  unmuted: ['DELETE', 'mutes'],
  blocked: ['POST', 'blocks'],
  unblocked: ['DELETE', 'blocks'],
} as const;

/** Asks for a change between two users, without a word on the outcome. */
export function askRelation(
  api: Api,
  user: string,
  what: keyof typeof RELATIONS,
  other: string,
): Promise<Answer<Resource>> {
  const [method, path] = RELATIONS[what];
  return send(method, userUrl(api, user, `${path}/${encodeURIComponent(other)}`));
}

/** A user follows, mutes, … another one. */
export async function relate(api: Api, user: string, what: keyof typeof RELATIONS, other: string): Promise<void> {
  await expectDone(askRelation(api, user, what, other));
}

async function expectDone(answer: Promise<Answer<unknown>>): Promise<void> {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
}
