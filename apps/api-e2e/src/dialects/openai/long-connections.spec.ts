import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import { startApi, type Api } from '../../support/api.process';
import { chat, clientOf, collect, respond, SIMULATED, SPREAD } from './openai.client';

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: { ...SIMULATED, MAX_STREAM_MS: '400', HEARTBEAT_MS: '50' } });
});
afterAll(() => api[Symbol.asyncDispose]());

/** Three seconds. */
const LONG = { tokens: 60, latency: SPREAD };

it('what cannot be resumed is streamed to its end over a connection that is older than others get', async () => {
  const { chat: chats, responses } = clientOf(api);
  const [completion, response] = await Promise.all([
    collect(await chats.completions.create({ ...chat(LONG), stream: true })),
    collect(await responses.create({ ...respond(LONG), stream: true })),
  ]);
  expect(completion.items.at(-1)?.choices[0]?.finish_reason).toBe('stop');
  expect(response.items.at(-1)?.type).toBe('response.completed');
});

it('a response of the background goes on over connections that get too old', async () => {
  const { responses } = clientOf(api);
  const simulate = { tokens: 30, latency: SPREAD };
  const { id } = await responses.create(respond(simulate, { background: true }));
  const all: ResponseStreamEvent[] = [];
  let connections = 0;
  for (let over = false; !over; connections += 1) {
    const starting_after = all.at(-1)?.sequence_number;
    const { items, error } = await collect(await responses.retrieve(id, { stream: true, starting_after }));
    all.push(...items);
    over = error === undefined;
    if (error) expect(error).toMatchObject({ code: 'lifetime' });
  }
  expect(connections).toBeGreaterThan(2);
  expect(all.map(({ sequence_number }) => sequence_number)).toEqual(all.map((_, number) => number));
  const deltas = all.flatMap((event) => (event.type === 'response.output_text.delta' ? [event.delta] : []));
  expect(deltas.join('')).toBe((await responses.retrieve(id)).output_text);
});

it('a silent stream is kept alive by comments, which no client sees', async () => {
  const simulate = { tokens: 4, faults: [{ kind: 'stall', atToken: 2, ms: 200 }] };
  const response = await fetch(`${api.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...chat(simulate), stream: true }),
  });
  expect(await response.text()).toMatch(/\n\n: heartbeat\n\ndata: /);
  const { error } = await collect(await clientOf(api).chat.completions.create({ ...chat(simulate), stream: true }));
  expect(error).toBeUndefined();
});
