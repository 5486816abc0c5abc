import type { Api } from './api.process';
import { eventsUrl } from './histories';
import { get, post, type Answer, type Resource } from './http.request';

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

let activities = 0;

/** Somebody does something; the id of it. */
export async function publish(api: Api, actor: string, content: object): Promise<string> {
  activities += 1;
  const id = `${activities.toString(16).padStart(16, '0')}.${actor}`;
  await append(api, `activities/${actor}`, { type: 'activities.published', data: { id, ...content } });
  return id;
}

/** Somebody likes a photo of a user's. */
export function like(api: Api, actor: string, owner: string, photo = 'sunset'): Promise<string> {
  return publish(api, actor, { verb: 'like', object: { type: 'photo', id: photo, attributedTo: owner } });
}

export async function remove(api: Api, actor: string, id: string): Promise<void> {
  await append(api, `activities/${actor}`, { type: 'activities.removed', data: { id } });
}

/** A user follows, mutes, … another one: `what` is the event that comes of it, without its family. */
export async function relate(api: Api, user: string, what: string, other: string): Promise<void> {
  await append(api, `relations/${user}`, { type: `relations.${what}`, data: { user: other } });
}

async function append(api: Api, topic: string, event: object): Promise<void> {
  const { status, body } = await post(eventsUrl(api, { topic }), event);
  if (status >= 300) throw new Error(`${topic}: ${status} ${JSON.stringify(body)}`);
}
