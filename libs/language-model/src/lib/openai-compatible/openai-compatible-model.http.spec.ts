import { collectParts } from '../collect.parts';
import { VirtualClock } from '../virtual.clock';
import { chunk, frame, startServer, stream, usageChunk, type Answer } from './mock.server';
import { OpenAiCompatibleModel } from './openai-compatible-model';
import type { OpenAiCompatibleOptions } from './openai-compatible.options';

const messages = [{ role: 'user', content: 'Hello' }] as const;
const never = () => new AbortController().signal;
const setup = async (answers: [Answer, ...Answer[]], options: Partial<OpenAiCompatibleOptions> = {}) => {
  const server = await startServer(...answers);
  const model = new OpenAiCompatibleModel({ baseUrl: server.baseUrl, models: ['m'], maxRetries: 0, ...options });
  return {
    model,
    requests: server.requests,
    read: (request: object = {}) => collectParts(model.generate({ messages, parts: 'all', ...request }, never())),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
};
const hello = [chunk({ role: 'assistant', content: '' }), chunk({ content: 'Hel' }), chunk({ content: 'lo' })];

describe('A generation of an OpenAI-compatible server', () => {
  it('streams text, and ends with the reason and the usage of the server', async () => {
    await using server = await setup([stream(...hello, chunk({}, 'stop'), usageChunk(11, 2), '[DONE]')]);
    const { text, finish } = await server.read({ maxTokens: 9, seed: 3, stop: ['a'], simulate: { text: 'json' } });
    expect(text).toBe('Hello');
    expect(finish).toEqual({
      type: 'finish',
      finishReason: 'stop',
      usage: { promptTokens: 11, completionTokens: 2, totalTokens: 13 },
    });
    expect(server.requests[0]).toMatchObject({
      path: '/v1/chat/completions',
      headers: { authorization: 'Bearer none' },
    });
    expect(server.requests[0]?.body).toEqual({
      model: 'm',
      messages,
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 9,
      seed: 3,
      stop: ['a'],
    });
  });

  it.each<[string, unknown[], string]>([
    ['a finish_reason without [DONE]', [...hello, chunk({}, 'length')], 'length'],
    ['[DONE] without a finish_reason', [...hello, '[DONE]'], 'stop'],
  ])('takes %s for its end', async (_, frames, finishReason) => {
    await using server = await setup([stream(...frames)]);
    expect((await server.read()).finish).toMatchObject({ finishReason });
  });

  it('counts the tokens itself where the server does not', async () => {
    await using server = await setup([stream(...hello, '[DONE]')]);
    expect((await server.read()).finish?.usage).toEqual({ promptTokens: 2, completionTokens: 2, totalTokens: 4 });
  });

  it.each(['reasoning_content', 'reasoning'])('maps %s to reasoning', async (field) => {
    const frames = [
      chunk({ [field]: 'Hm' }),
      chunk({ [field]: 'm.' }),
      ...hello,
      chunk({}, 'stop'),
      usageChunk(1, 9, 6),
    ];
    await using server = await setup([stream(...frames)]);
    const { parts, text } = await server.read();
    expect(parts[0]).toEqual({ type: 'reasoning', text: 'Hmm.', tokens: 2 });
    expect(text).toBe('Hello');
    expect(parts.at(-1)).toMatchObject({ details: { reasoningTokens: 6 } });
    const plain = await server.read({ parts: 'text' });
    expect(plain.parts.map(({ type }) => type)).toEqual(['text', 'finish']);
  });

  it('maps tool calls, interleaved and with their ids only at the start', async () => {
    const call = (index: number, rest: object) => chunk({ tool_calls: [{ index, ...rest }] });
    const frames = [
      call(0, { id: 'a', type: 'function', function: { name: 'f', arguments: '' } }),
      call(0, { function: { arguments: '{"x":' } }),
      call(1, { id: 'b', type: 'function', function: { name: 'g', arguments: '{}' } }),
      call(0, { function: { arguments: '1}' } }),
      chunk({}, 'tool_calls'),
      '[DONE]',
    ];
    await using server = await setup([stream(...frames)]);
    const tools = [{ name: 'f', description: 'd', parameters: { type: 'object' } }];
    const answered = [
      ...messages,
      { role: 'assistant', content: '', toolCalls: [{ id: 'z', name: 'f', arguments: '{}' }] },
      { role: 'tool', content: '4', toolCallId: 'z' },
    ];
    const { parts } = await server.read({ tools, messages: answered });
    expect(parts).toMatchObject([
      { type: 'tool_call', index: 0, id: 'a', name: 'f', arguments: '{"x":' },
      { type: 'tool_call', index: 1, id: 'b', name: 'g', arguments: '{}' },
      { type: 'tool_call', index: 0, id: 'a', name: 'f', arguments: '1}' },
      { type: 'finish', finishReason: 'tool_calls' },
    ]);
    expect(server.requests[0]?.body).toMatchObject({
      tools: [{ type: 'function', function: tools[0] }],
      messages: [
        {},
        { content: null, tool_calls: [{ id: 'z', type: 'function', function: { name: 'f', arguments: '{}' } }] },
        { role: 'tool', content: '4', tool_call_id: 'z' },
      ],
    });
    expect((await server.read({ parts: 'text' })).parts).toMatchObject([{ type: 'finish', finishReason: 'stop' }]);
  });

  it('maps a refusal, which is the text of a reader that knows no other', async () => {
    await using server = await setup([stream(chunk({ refusal: 'No.' }), chunk({}, 'stop'))]);
    expect((await server.read()).parts[0]).toEqual({ type: 'refusal', text: 'No.', tokens: 1 });
    expect((await server.read({ parts: 'text' })).parts[0]).toEqual({ type: 'text', text: 'No.', tokens: 1 });
  });

  it('fails on a content filter, unless the reader knows of it', async () => {
    await using server = await setup([stream(...hello, chunk({}, 'content_filter'))]);
    expect((await server.read()).finish).toMatchObject({ finishReason: 'content_filter' });
    await expect(server.read({ parts: 'text' })).rejects.toMatchObject({ code: 'content_filtered', retryable: false });
  });

  it('ends before a stop string that the server let through, and hangs up', async () => {
    await using server = await setup([
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write([chunk({ content: 'one E' }), chunk({ content: 'ND' })].map(frame).join(''));
      },
    ]);
    const { text, finish } = await server.read({ stop: ['END'] });
    expect([text, finish?.finishReason]).toEqual(['one ', 'stop']);
    await server.requests[0]?.closed;
  });

  it('joins a surrogate pair that comes in two frames, and an emoji that comes in two writes', async () => {
    const bytes = Buffer.from(frame(chunk({ content: '🧵' })) + frame('[DONE]'));
    await using server = await setup([
      async (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('data: {"choices":[{"delta":{"content":"\\ud83d"}}]}\n\n');
        response.write('data: {"choices":[{"delta":{"content":"\\udea2"}}]}\r\n\r\n: comment\n\n');
        await new Promise((resolve) => response.write(bytes.subarray(0, bytes.indexOf(0xf0) + 2), resolve));
        response.end(bytes.subarray(bytes.indexOf(0xf0) + 2));
      },
    ]);
    const { parts, text } = await server.read();
    expect(text).toBe('🚢🧵');
    for (const part of parts) if (part.type === 'text') expect(part.text).not.toMatch(/[\p{Cs}\uFFFD]/u);
  });

  it('ends with [DONE] although the server keeps the connection open', async () => {
    await using server = await setup([
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write([...hello, chunk({}, 'stop'), '[DONE]'].map(frame).join(''));
      },
    ]);
    expect((await server.read()).finish).toMatchObject({ finishReason: 'stop' });
    await server.requests[0]?.closed;
  });

  it('waits a little after a finish_reason for the usage, and then no longer', async () => {
    const virtual = new VirtualClock({ autoAdvance: true });
    const clock = {
      now: () => virtual.now(),
      // Limits that are longer are for servers that are silent, and this one is not.
      after: (ms: number, wake: () => void) => (ms > 2_000 ? () => {} : virtual.after(ms, wake)),
    };
    const answer: Answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write([...hello, chunk({}, 'stop')].map(frame).join(''));
    };
    await using server = await setup([answer], { clock });
    expect((await server.read()).finish).toMatchObject({ finishReason: 'stop' });
  });

  it('knows only the models that it was given, and checks the request', async () => {
    await using server = await setup([stream('[DONE]')]);
    await expect(server.read({ model: 'x' })).rejects.toMatchObject({
      code: 'unknown_model',
      facts: { models: ['m'] },
    });
    await expect(server.read({ maxTokens: 0 })).rejects.toMatchObject({ code: 'invalid_request' });
  });
});
