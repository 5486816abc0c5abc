import { randomId, type Api } from './requests/api';
import type { RequestOptions } from './requests/requester';
import { checkTopic } from './topics';

/** An event to be appended. */
export interface NewEvent {
  readonly type: string;
  readonly data: object;
  /** Names the event in its topic: appended again, it is there once. Default: random, so that attempts of one call are one. */
  readonly id?: string;
  /** The version that the topic must have before this event; another one rejects with `conflict`. */
  readonly expectVersion?: number;
}

/** Where the last of the events is. */
export interface Appended {
  readonly cursor: string;
  readonly version: number;
}

/** Appends all events or none. */
export function append(
  api: Api,
  topic: string,
  events: NewEvent | readonly NewEvent[],
  options?: RequestOptions,
): Promise<Appended> {
  const named = [events].flat().map((event: NewEvent) => ({ ...event, id: event.id ?? randomId() }));
  return api.put('POST', ['topics', ...checkTopic(topic).split('/'), 'events'], named, options);
}
