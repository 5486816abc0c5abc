import { collectParts } from '../collect.parts';
import type { AnyGenerationPart } from '../generation.part';
import { VirtualClock } from '../virtual.clock';
import { chunk, frame, startServer, stream, type Answer } from './mock.server';
import { OpenAiCompatibleModel } from './openai-compatible-model';
import type { OpenAiCompatibleOptions } from './openai-compatible.options';

const messages = [{ role: 'user', content: 'Hello' }] as const;
const setup = async (answer: Answer, options: Partial<OpenAiCompatibleOptions> = {}) => {
  const server = await startServer(answer);
  const model = new OpenAiCompatibleModel({ baseUrl: server.baseUrl, models: ['m'], ...options });
  const seen: AnyGenerationPart[] = [];
  const abort = new AbortController();
  return {
    ...server,
    seen,
    abort,
    model,
    read: (onPart = (_: AnyGenerationPart): void => undefined, request: object = {}) =>
      collectParts(model.generate({ messages, ...request }, abort.signal), (part) => {
        seen.push(part);
        onPart(part);
      }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
};
const open: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(frame(chunk({ content: 'Hello' })));
};

describe('A stream that breaks', () => {
  it.each<[string, Answer, string]>([
    ['ends with neither finish_reason nor [DONE]', stream(chunk({ content: 'Hello' })), 'ended_early'],
    [
      'is cut',
      (response, request) => {
        void open(response, request);
        response.write(frame(chunk({ content: ' wor' })), () => response.destroy());
      },
      'connection_lost',
    ],
    ['has a frame that is no JSON', stream(chunk({ content: 'Hello' }), '{"choices": [', '[DONE]'), 'invalid_frame'],
    ['has a frame that is no chunk', stream(chunk({ content: 'Hello' }), '7', '[DONE]'), 'invalid_frame'],
    [
      'tells of an error in its data',
      stream(chunk({ content: 'Hello' }), { error: { message: 'out of memory', code: 'oom' } }),
      'stream_failed',
    ],
    [
      'tells of an error by its event',
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end(`${frame(chunk({ content: 'Hello' }))}event: error\n${frame({ message: 'out of memory' })}`);
      },
      'stream_failed',
    ],
  ])('after its first token because it %s fails, and is not sent again', async (_, answer, code) => {
    await using broken = await setup(answer);
    await expect(broken.read()).rejects.toMatchObject({
      code,
      retryable: true,
      usage: { promptTokens: 2, completionTokens: expect.any(Number) as number },
    });
    expect(broken.seen.map((part) => (part.type === 'text' ? part.text : '')).join('')).toMatch(/^Hello/);
    expect(broken.requests).toHaveLength(1);
  });

  it('after its finish_reason is whole', async () => {
    await using odd = await setup(
      stream({}, { choices: null }, { choices: [{}] }, chunk({ content: 7, x: 1 }), chunk({ content: 'ok' }), '[DONE]'),
    );
    expect((await odd.read()).text).toBe('ok');
  });

  it('that falls silent fails after the idle timeout, and hangs up', async () => {
    const clock = new VirtualClock();
    await using broken = await setup(open, { clock, idleTimeoutMs: 5_000 });
    let begun = () => {};
    const first = new Promise<void>((resolve) => (begun = resolve));
    const reading = broken.read(() => begun());
    const failed = expect(reading).rejects.toMatchObject({ code: 'stalled', usage: { completionTokens: 2 } });
    await first;
    await clock.advance(5_000);
    await failed;
    await broken.requests[0]?.closed;
    expect(clock.sleeping).toBe(0);
  });

  it('that is cancelled hangs up, and says what it had used', async () => {
    await using broken = await setup(open);
    const { finish } = await broken.read(() => broken.abort.abort());
    expect(finish).toMatchObject({ finishReason: 'cancelled', usage: { promptTokens: 2, completionTokens: 2 } });
    await broken.requests[0]?.closed;
  });

  it('that is cancelled before its answer came hangs up', async () => {
    await using broken = await setup((_, { closed }) => {
      broken.abort.abort();
      return closed;
    });
    expect((await broken.read()).parts).toMatchObject([{ finishReason: 'cancelled', usage: { completionTokens: 0 } }]);
    await broken.requests[0]?.closed;
  });

  it('that was cancelled before its start is not asked for', async () => {
    await using broken = await setup(open);
    broken.abort.abort();
    expect((await broken.read()).parts).toMatchObject([{ finishReason: 'cancelled' }]);
    expect(broken.requests).toHaveLength(0);
  });

  it('whose reader leaves hangs up', async () => {
    await using broken = await setup(open);
    for await (const _ of broken.model.generate({ messages }, broken.abort.signal)) break;
    await broken.requests[0]?.closed;
  });

  it('lets text gather after the first part', async () => {
    const clock = new VirtualClock();
    let more = () => {};
    await using broken = await setup(
      (response) => {
        void response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(frame(chunk({ content: 'one' })));
        more = () =>
          response.end([chunk({ content: ' two' }), chunk({ content: ' three' }), '[DONE]'].map(frame).join(''));
      },
      { clock },
    );
    const { parts } = await broken.read(() => more(), { gatherMs: 1_000 });
    expect(parts.slice(0, -1)).toEqual([
      { type: 'text', text: 'one', tokens: 1 },
      { type: 'text', text: ' two three', tokens: 3 },
    ]);
  });
});
