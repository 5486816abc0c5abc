import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import { startApi, type Api } from '../../support/api.process';
import { eventually } from '../../support/eventually';
import { AT_ONCE, clientOf, collect, generationOf, respond, SIMULATED, SPREAD } from './openai.client';

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: SIMULATED });
});
afterAll(() => api[Symbol.asyncDispose]());

const CALLS = [{ name: 'look_up', arguments: { word: '雪' } }, { name: 'stop' }];
const EVERYTHING = { reasoningTokens: 6, tokens: 10, toolCalls: CALLS, text: 'prose', latency: SPREAD };

async function eventsOf(simulate: object, more: object = {}): Promise<ResponseStreamEvent[]> {
  const stream = await clientOf(api).responses.create({ ...respond(simulate, more), stream: true });
  const { items, error } = await collect(stream);
  expect(error).toBeUndefined();
  return items;
}

it('streams its events with dense numbers from 0, in the order of OpenAI', async () => {
  const events = await eventsOf(EVERYTHING);
  expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, i) => i));
  const types = events.map(({ type }) => type.replace('response.', ''));
  const withoutRepeats = types.filter((type, i) => type !== types[i - 1]);
  expect(withoutRepeats).toEqual([
    ...['created', 'in_progress'],
    ...['output_item.added', 'content_part.added', 'reasoning_text.delta', 'reasoning_text.done'],
    ...['content_part.done', 'output_item.done'],
    ...['output_item.added', 'content_part.added', 'output_text.delta', 'output_text.done'],
    ...['content_part.done', 'output_item.done'],
    ...['output_item.added', 'function_call_arguments.delta', 'output_item.added', 'function_call_arguments.delta'],
    ...['function_call_arguments.done', 'output_item.done', 'function_call_arguments.done', 'output_item.done'],
    'completed',
  ]);
});

it('names each event in its frame', async () => {
  const body = JSON.stringify({ ...respond({ tokens: 3 }), stream: true });
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(`${api.url}/v1/responses`, { method: 'POST', headers, body });
  expect(response.headers.get('Content-Type')).toBe('text/event-stream; charset=utf-8');
  expect(response.headers.get('X-Accel-Buffering')).toBe('no');
  const frames = (await response.text()).split('\n\n').filter(Boolean);
  for (const frame of frames) {
    const [, type, data = ''] = /^event: (.+)\ndata: (.+)$/.exec(frame) ?? [];
    expect((JSON.parse(data) as ResponseStreamEvent).type).toBe(type);
  }
});

it('is at its end what the helper of the SDK has gathered, what a request gets, and the generation', async () => {
  const events = await eventsOf(EVERYTHING, { seed: 9 });
  const last = events.at(-1);
  const id = last?.type === 'response.completed' ? last.response.id : '';
  const kept = await clientOf(api).responses.retrieve(id);
  const { output_text, ...sent } = kept;
  expect(last).toMatchObject({ response: sent });
  const gathered = clientOf(api).responses.stream({ ...respond(EVERYTHING, { seed: 9 }), stream: true });
  const final = await gathered.finalResponse();
  const whole = await clientOf(api).responses.create(respond({ ...EVERYTHING, latency: AT_ONCE }, { seed: 9 }));
  const { text } = await generationOf(api, id);
  expect([output_text, final.output_text, whole.output_text]).toEqual([text, text, text]);
  const calls = (output: typeof kept.output) => output.flatMap((item) => (item.type === 'function_call' ? [item] : []));
  expect(calls(whole.output).map(({ name, arguments: given }) => [name, given])).toEqual(
    calls(kept.output).map(({ name, arguments: given }) => [name, given]),
  );
  expect(whole).toMatchObject({
    object: 'response',
    status: 'completed',
    usage: { output_tokens_details: { reasoning_tokens: 6 } },
  });
  const { input_tokens = 0, output_tokens = 0, total_tokens } = whole.usage ?? {};
  expect(total_tokens).toBe(input_tokens + output_tokens);
});

it('is the same text code point for code point, whatever it has in it', async () => {
  const events = await eventsOf({ text: 'hostile', tokens: 400, tokenizer: 'bytes' });
  const created = events[0]?.type === 'response.created' ? events[0].response.id : '';
  const { text } = await generationOf(api, created);
  const deltas = events.flatMap((event) => (event.type === 'response.output_text.delta' ? [event.delta] : []));
  const [done] = events.flatMap((event) => (event.type === 'response.output_text.done' ? [event.text] : []));
  expect([...deltas.join('')]).toEqual([...text]);
  expect(done).toBe(text);
});

it('says why it is incomplete, and what it would not say', async () => {
  const cut = await clientOf(api).responses.create(respond({}, { max_output_tokens: 4 }));
  expect(cut).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } });
  const events = await eventsOf({ refusal: 'I would rather not.' });
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'response.refusal.done', refusal: 'I would rather not.' }),
  );
});

it('continues a response: its conversation and its output, not its instructions', async () => {
  const { responses } = clientOf(api);
  const first = await responses.create(respond({ tokens: 4 }, { instructions: 'Be brief.', input: 'One' }));
  expect(first.instructions).toBe('Be brief.');
  const system = { role: 'system' as const, content: 'Be kind.' };
  const input = [system, { role: 'user' as const, content: [{ type: 'input_text' as const, text: 'Two' }] }];
  const second = await responses.create(respond({ toolCalls: CALLS }, { input, previous_response_id: first.id }));
  const output = [{ type: 'function_call_output' as const, call_id: 'c', output: 'snow' }];
  const last = { previous_response_id: second.id, instructions: 'Be loud.', input: output };
  const third = await responses.create(respond({ tokens: 4 }, last));
  const calls = second.output.flatMap((item) => (item.type === 'function_call' ? [item] : []));
  expect((await generationOf(api, third.id)).messages).toEqual([
    { role: 'system', content: 'Be loud.' },
    { role: 'user', content: 'One' },
    { role: 'assistant', content: first.output_text },
    system,
    { role: 'user', content: 'Two' },
    {
      role: 'assistant',
      content: '',
      toolCalls: calls.map(({ call_id, name, arguments: given }) => ({ id: call_id, name, arguments: given })),
    },
    { role: 'tool', content: 'snow', toolCallId: 'c' },
  ]);
  expect(third.instructions).toBe('Be loud.');
});

it('keeps a system message of the input although there are no instructions', async () => {
  const { responses } = clientOf(api);
  const input = [
    { role: 'developer' as const, content: 'Be kind.' },
    { role: 'user' as const, content: 'One' },
  ];
  const first = await responses.create(respond({ tokens: 2 }, { input }));
  expect(first.instructions).toBeNull();
  const second = await responses.create(respond({ tokens: 2 }, { input: 'Two', previous_response_id: first.id }));
  const contents = (await generationOf(api, second.id)).messages.map(({ content }) => content);
  expect(contents).toEqual(['Be kind.', 'One', first.output_text, 'Two']);
});

it('takes back the items of a response as they are', async () => {
  const { responses } = clientOf(api);
  const first = await responses.create(respond({ reasoningTokens: 3, tokens: 4, text: 'prose', toolCalls: CALLS }));
  const input = [{ role: 'user' as const, content: 'One' }, ...first.output.map((item) => item as never)];
  const second = await responses.create(respond({ tokens: 2 }, { input }));
  const [, said] = (await generationOf(api, second.id)).messages;
  expect(said).toMatchObject({ role: 'assistant', content: first.output_text, toolCalls: [{}, {}] });
});

it('runs in the background: answered at once, queued, in progress, at last completed', async () => {
  await using narrow = await startApi({ env: { ...SIMULATED, MAX_RUNNING_GENERATIONS: '1' } });
  const { responses } = clientOf(narrow);
  const background = { background: true };
  const first = await responses.create(respond({ tokens: 'endless', latency: SPREAD }, background));
  const second = await responses.create(respond({ tokens: 3 }, background));
  expect([first.status, second.status]).toEqual(['in_progress', 'queued']);
  const stream = await responses.retrieve(second.id, { stream: true });
  await responses.cancel(first.id);
  const types = (await collect(stream)).items.map(({ type }) => type);
  expect(types.slice(0, 3)).toEqual(['response.created', 'response.queued', 'response.in_progress']);
  expect(types.at(-1)).toBe('response.completed');
  expect(await responses.retrieve(second.id)).toMatchObject({ status: 'completed', background: true });
});

it('is cancelled from elsewhere, as often as one likes, and told so on its stream', async () => {
  const { responses } = clientOf(api);
  const simulate = { tokens: 'endless', latency: SPREAD };
  const { id } = await responses.create(respond(simulate, { background: true }));
  const reading = collect(await responses.retrieve(id, { stream: true }));
  await eventually(
    () => 'there is text',
    async () => (await responses.retrieve(id)).output_text !== '',
  );
  const first = await responses.cancel(id);
  expect(first).toMatchObject({
    status: 'cancelled',
    error: null,
    usage: { input_tokens: expect.any(Number) as number },
  });
  expect(await responses.cancel(id)).toEqual(first);
  expect(await responses.retrieve(id)).toEqual({ ...first, output_text: expect.any(String) as string });
  const { items, error } = await reading;
  expect(error).toBeUndefined();
  expect(items.at(-1)).toMatchObject({ type: 'response.incomplete', response: { status: 'cancelled' } });
  const gathered = await responses.stream({ response_id: id }).finalResponse();
  expect(gathered.status).toBe('cancelled');
});
