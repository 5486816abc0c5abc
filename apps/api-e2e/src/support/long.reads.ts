import type { Api } from './api.process';
import { eventsUrl, newChannel, placeOrder, type History, type Place } from './histories';
import { post } from './http.request';
import type { StreamReader } from './stream.reader';

/** A topic that grows for as long as it is told to. */
export interface LongRead extends History {
  /** Whether the family merges what a slow reader has missed. */
  readonly merges: boolean;
  /** Events of some 60 KB together, as many as a request may carry. */
  readonly append: () => Promise<Place>;
}

/** More than the kernels keep for a client that reads nothing, and fewer stories than a channel keeps. */
export const APPENDS_PAST_A_STALL = 140;

const TEXT_CHARACTERS = 8_000;
const TEXTS_PER_APPEND = 7;
/** Small events make large streams: each is sent with its topic, version, time and cursor. */
const ETAS_PER_APPEND = 280;

async function append(api: Api, topic: string, events: readonly object[]): Promise<Place> {
  const { status, body } = await post<Place>(eventsUrl(api, { topic }), events);
  if (status !== 201) throw new Error(`an append was answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

export async function longNews(api: Api): Promise<LongRead> {
  const channel = newChannel(api);
  let stories = 0;
  const story = () => ({
    type: 'news.published',
    data: { storyId: `s${(stories += 1)}`, headline: 'A long read', body: 'x'.repeat(TEXT_CHARACTERS) },
  });
  return { ...channel, merges: false, append: () => append(api, channel.topic, times(TEXTS_PER_APPEND, story)) };
}

export async function longOrder(api: Api, etasPerAppend = ETAS_PER_APPEND): Promise<LongRead> {
  const { topic, resourceUrl, streamUrl } = await placeOrder(api);
  let etas = 0;
  const eta = () => ({ type: 'orders.eta_changed', data: { eta: new Date((etas += 1_000)).toISOString() } });
  return {
    topic,
    resourceUrl,
    streamUrl,
    merges: false,
    append: () => append(api, topic, times(etasPerAppend, eta)),
  };
}

let generations = 0;

/** A generation that no model runs: it says what it is told to. */
export async function longGeneration(api: Api): Promise<LongRead> {
  generations += 1;
  const id = `told-${process.pid}-${generations}`;
  const topic = `generations/${id}`;
  const started = { messages: [{ role: 'user', content: 'Tell me all' }], model: 'sim-fast', promptTokens: 3 };
  await append(api, topic, [{ type: 'generations.started', data: started }]);
  let texts = 0;
  const delta = () => ({
    type: 'generations.delta',
    data: { text: `${(texts += 1)} ${'word '.repeat(TEXT_CHARACTERS / 'word '.length)}` },
  });
  return {
    topic,
    resourceUrl: `${api.url}/v1/generations/${id}`,
    streamUrl: `${api.url}/v1/generations/${id}/stream`,
    merges: true,
    append: () => append(api, topic, times(TEXTS_PER_APPEND, delta)),
  };
}

/** Appends, and after each append waits until the lively reader has it: it is not to be held up by others. */
export async function tellPast(read: LongRead, lively: StreamReader, appends: number): Promise<void> {
  for (let n = 0; n < appends; n += 1) {
    const { cursor, version } = await read.append();
    await lively.frames.until(`version ${version}`, (frames) => frames.at(-1)?.id === cursor);
  }
}
