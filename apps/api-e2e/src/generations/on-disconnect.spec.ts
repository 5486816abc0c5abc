import { startApi, type Api } from '../support/api.process';
import { newChannel, startGeneration } from '../support/histories';
import { get, type Resource } from '../support/http.request';
import { openStream } from '../support/stream.reader';

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: { HEARTBEAT_MS: '200' } });
});
afterAll(() => api[Symbol.asyncDispose]());

/** Opens the stream of a generation, waits for its first word, and leaves. */
async function readOneWord({ links }: Resource): Promise<void> {
  await using stream = await openStream(`${api.url}${links['stream']}`);
  await stream.event('generations.delta');
}

/** Looks at a generation with every heartbeat of another stream, until it is over: a reader of its own would count. */
async function statusAtTheEnd({ links }: Resource): Promise<string> {
  await using clock = await openStream(newChannel(api).streamUrl);
  for (let beats = 1; ; beats += 1) {
    await clock.frames.until(
      `heartbeat ${beats}`,
      (frames) => frames.filter(({ event }) => event === 'tape.heartbeat').length >= beats,
    );
    const { status } = (await get<{ status: string }>(`${api.url}${links['self']}`)).body;
    if (status !== 'running') return status;
  }
}

const SLOW = { model: 'sim-slow', maxTokens: 100 };

it('a generation is cancelled when its last reader has left, or goes on: as it was asked to', async () => {
  const [toCancel, toContinue, byDefault, comeBack] = await Promise.all(
    [{ onDisconnect: 'cancel' }, { onDisconnect: 'continue' }, {}, { onDisconnect: 'cancel' }].map(async (options) => {
      const { body } = await startGeneration(api, { ...SLOW, ...options });
      await readOneWord(body);
      return body;
    }),
  );
  if (!toCancel || !toContinue || !byDefault || !comeBack) throw new Error('four were started');
  // Within the grace, as EventSource comes back after a cut.
  await using again = await openStream(`${api.url}${comeBack.links['stream']}`);
  const ends = await Promise.all([toCancel, toContinue, byDefault, comeBack].map(statusAtTheEnd));
  expect(ends).toEqual(['cancelled', 'completed', 'completed', 'completed']);
  expect(await again.end()).toBe('ended');
});
