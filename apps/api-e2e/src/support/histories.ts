import type { Api } from './api.process';
import { post, type Answer, type Resource } from './http.request';
import { readToHead } from './stream.reader';

/** A topic with a past, and where it is found. */
export interface History {
  readonly topic: string;
  readonly resourceUrl: string;
  readonly streamUrl: string;
}

/** Two, three and four bytes a character: a cut in the middle of one must not show. */
export const HEADLINES = ['Čeština už vlakem', '東京で雪が降る', '🚋🎷 👩‍🚀 lands', 'plain as day', 'Ωμέγα 🧭'];

const STORY_COUNT = 12;

/** What can have happened in each family, finished where the family's topics finish. */
export const histories: readonly { readonly family: string; readonly tell: (api: Api) => Promise<History> }[] = [
  { family: 'generations', tell: tellGeneration },
  { family: 'orders', tell: tellOrder },
  { family: 'news', tell: (api) => tellNews(api) },
];

export async function startGeneration(api: Api, body: object = {}): Promise<Answer<Resource>> {
  return post(`${api.url}/v1/generations`, { prompt: 'Tell me about 雪 and ☕', model: 'sim-fast', ...body });
}

/** A generation that has completed, of about `maxTokens` tokens. */
export async function tellGeneration(api: Api, body: object = { maxTokens: 60 }): Promise<History> {
  const { body: generation } = await startGeneration(api, body);
  const history = historyOf(api, generation);
  const response = await fetch(history.streamUrl);
  await response.text();
  return history;
}

export async function placeOrder(api: Api, order: object = {}): Promise<History & { readonly order: Resource }> {
  const { body } = await post(`${api.url}/v1/orders`, { items: [{ name: 'crêpe 🥞', quantity: 2 }], ...order });
  return { ...historyOf(api, body), order: body };
}

export const ORDER_STEPS: readonly (readonly [step: string, body: object])[] = [
  ['change-eta', { eta: '2030-01-01T12:00:00.000Z' }],
  ['start-cooking', {}],
  ['change-eta', { eta: '2030-01-01T12:05:00.000Z' }],
  ['dispatch', { courier: 'Ŝam 🛵' }],
  ['deliver', {}],
];

/** Takes an order through every step, the last one included. */
export async function stepThrough({ resourceUrl }: History): Promise<void> {
  for (const [step, body] of ORDER_STEPS) await post(`${resourceUrl}/${step}`, body);
}

export async function tellOrder(api: Api): Promise<History> {
  const placed = await placeOrder(api);
  await stepThrough(placed);
  return placed;
}

let channels = 0;

/** A channel that no test has used, without stories. */
export function newChannel(api: Api): History {
  channels += 1;
  const id = `channel-${process.pid}-${channels}`;
  const resourceUrl = `${api.url}/v1/news/${id}`;
  return { topic: `news/${id}`, resourceUrl, streamUrl: `${resourceUrl}/stream` };
}

export async function tellNews(api: Api, channel = newChannel(api), count = STORY_COUNT): Promise<History> {
  for (let story = 1; story <= count; story += 1) await publish(api, channel, story);
  return channel;
}

export const eventsUrl = (api: Api, { topic }: Pick<History, 'topic'>): string =>
  `${api.url}/v1/topics/${topic}/events`;

export interface Place {
  readonly cursor: string;
  readonly version: number;
}

/** Publishes a story; every fourth one is a correction of the one before. */
export function publish(api: Api, channel: Pick<History, 'topic'>, story: number): Promise<Answer<Place>> {
  return post<Place>(eventsUrl(api, channel), newsEvent(story));
}

export function newsEvent(story: number): { readonly type: string; readonly data: object } {
  const headline = `${story}: ${HEADLINES[story % HEADLINES.length]}`;
  if (story % 4 === 0) return { type: 'news.corrected', data: { storyId: `s${story - 1}`, headline } };
  return { type: 'news.published', data: { storyId: `s${story}`, headline } };
}

/** The place where the tape ends, whoever appended last: where a new reader of an empty channel has caught up. */
export async function headCursor(api: Api): Promise<string> {
  const frames = await readToHead(`${api.url}/v1/news/nobody-publishes-here/stream`);
  return frames.at(-1)?.id ?? '';
}

function historyOf(api: Api, { topic, links }: Resource): History {
  return { topic, resourceUrl: api.url + links['self'], streamUrl: api.url + links['stream'] };
}
