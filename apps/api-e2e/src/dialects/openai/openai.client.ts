import { createHash } from 'node:crypto';
import OpenAI from 'openai';
import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import type { ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses';
import type { Api } from '../../support/api.process';
import { get } from '../../support/http.request';

/** The API with its simulated models, as these specs need it. */
export const SIMULATED = { SIMULATE: 'on' };

/** OpenAI's own client of an API, which sends a request once unless it is told otherwise. */
export function clientOf(api: Api, options: { maxRetries?: number; fetch?: typeof fetch } = {}): OpenAI {
  return new OpenAI({ baseURL: `${api.url}/v1`, apiKey: 'none', maxRetries: 0, ...options });
}

/** Every token at once. */
export const AT_ONCE = { timeToFirstTokenMs: 0, prefillMsPerToken: 0, gapMedianMs: 0 };
/** Tokens so far apart that each has a delta of its own. */
export const SPREAD = { timeToFirstTokenMs: 0, prefillMsPerToken: 0, gapMedianMs: 50, gapSigma: 0 };

/** A request for a chat completion, with what the simulated model is to play. */
export function chat(simulate: object, more: object = {}): ChatCompletionCreateParamsNonStreaming {
  const messages = [{ role: 'user' as const, content: 'Tell me about 雪 and ☕' }];
  return { model: 'sim-fast', messages, ...{ simulate: { latency: AT_ONCE, ...simulate } }, ...more };
}

/** A request for a response, with what the simulated model is to play. */
export function respond(simulate: object, more: object = {}): ResponseCreateParamsNonStreaming {
  const input = 'Tell me about 雪 and ☕';
  return { model: 'sim-fast', input, ...{ simulate: { latency: AT_ONCE, ...simulate } }, ...more };
}

/** A generation, as far as these specs look at it. */
export interface Generation {
  readonly status: string;
  readonly text: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly onDisconnect: string;
}

/** The generation that a completion or a response is. */
export async function generationOf(api: Api, id: string): Promise<Generation> {
  return (await get<Generation>(`${api.url}/v1/generations/${id.replace(/^(chatcmpl-|resp_)/, '')}`)).body;
}

let keys = 0;

/** A key that nobody has used, and the id of the generation that is created with it. */
export function newKey(): { readonly headers: { 'Idempotency-Key': string }; readonly id: string } {
  keys += 1;
  const key = `key-${process.pid}-${keys}`;
  const digest = createHash('sha256')
    .update(JSON.stringify(['generations', key]))
    .digest('hex');
  return { headers: { 'Idempotency-Key': key }, id: digest.slice(0, 24) };
}

/** All that comes, and what was thrown at the end. */
export async function collect<T>(stream: AsyncIterable<T>): Promise<{ items: T[]; error: unknown }> {
  const items: T[] = [];
  try {
    for await (const item of stream) items.push(item);
    return { items, error: undefined };
  } catch (error) {
    return { items, error };
  }
}

/** What is thrown. */
export async function failure(promise: Promise<unknown>): Promise<InstanceType<typeof OpenAI.APIError>> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome && outcome.error instanceof OpenAI.APIError) return outcome.error;
  throw new Error(`not an APIError: ${JSON.stringify(outcome)}`);
}
