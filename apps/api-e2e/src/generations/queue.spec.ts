import { startApi } from '../support/api.process';
import { eventually } from '../support/eventually';
import { startGeneration } from '../support/histories';
import { ask, get, post, type Resource } from '../support/http.request';
import { eventsOf } from '../support/stream.events';
import { openStream, readToEnd } from '../support/stream.reader';

type Generation = Resource & {
  readonly status: string;
  readonly usage: { readonly completionTokens: number } | null;
  readonly error: { readonly code: string } | null;
};

it('waits for its turn, is told when it comes, and can be cancelled before it', async () => {
  await using api = await startApi({ env: { MAX_RUNNING_GENERATIONS: '1' } });
  const first = await startGeneration(api, { model: 'sim-slow' });
  const second = await startGeneration(api, { model: 'sim-slow' });
  const third = await startGeneration(api);
  expect([first, second, third].map(({ body }) => (body as Generation).status)).toEqual([
    'running',
    'queued',
    'queued',
  ]);
  await using waiting = await openStream(`${api.url}${third.body.links['stream']}?lastEventId=start`);
  await waiting.event('generations.queued');
  const { body: cancelled } = await post<Generation>(`${api.url}${second.body.links['cancel']}`, {});
  expect(cancelled).toMatchObject({ status: 'cancelled', usage: { completionTokens: 0 } });
  await post(`${api.url}${first.body.links['cancel']}`, {});
  expect(await waiting.end()).toBe('ended');
  const types = eventsOf(waiting.frames.items).map(({ type }) => type);
  expect(types.slice(0, 3)).toEqual(['generations.queued', 'generations.started', 'generations.delta']);
  expect(types.at(-1)).toBe('generations.completed');
});

it('has failed with time_limit when it takes longer than it may', async () => {
  await using api = await startApi({ env: { SIMULATE: 'on', MAX_GENERATION_MS: '500' } });
  const { body } = await startGeneration(api, { simulate: { tokens: 'endless', latency: 'fast' } });
  await readToEnd(`${api.url}${body.links['stream']}`);
  const { body: ended } = await get<Generation>(`${api.url}${body.links['self']}`);
  expect(ended).toMatchObject({ status: 'failed', error: { code: 'time_limit' } });
  expect(ended.usage?.completionTokens).toBeGreaterThan(0);
});

it('measures what OpenTelemetry measures of generations', async () => {
  await using api = await startApi();
  const { body } = await startGeneration(api, { maxTokens: 20 });
  await readToEnd(`${api.url}${body.links['stream']}`);
  const slow = await startGeneration(api, { model: 'sim-slow' });
  await post(`${api.url}${slow.body.links['cancel']}`, {});
  await eventually(
    () => 'both are counted',
    async () => {
      const text = await (await ask(`${api.url}/metrics`)).text();
      return [
        /^gen_ai_server_time_to_first_token_seconds_count 1$/m,
        /^gen_ai_server_time_per_output_token_seconds_count 1$/m,
        /^gen_ai_server_request_duration_seconds_count 2$/m,
        /^gen_ai_client_token_usage_total\{gen_ai_token_type="output"\} 20$/m,
        /^gen_ai_server_generations\{state="running"\} 0$/m,
        /^gen_ai_server_generations_ended_total\{status="cancelled"\} 1$/m,
      ].every((line) => line.test(text));
    },
  );
});

it('plays what simulate asks for, and says what is wrong with it', async () => {
  await using api = await startApi({ env: { SIMULATE: 'on' } });
  const faulty = await startGeneration(api, { simulate: { faults: [{ kind: 'error', atToken: 3 }] } });
  await readToEnd(`${api.url}${faulty.body.links['stream']}`);
  const { body } = await get<Generation>(`${api.url}${faulty.body.links['self']}`);
  expect(body).toMatchObject({ status: 'failed', error: { code: 'stream_failed' } });
  const wrong = await startGeneration(api, { simulate: { tokens: -1 } });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toMatchObject({ code: 'validation_failed', errors: [{ path: 'simulate.tokens' }] });
});

it('refuses simulate where nothing is to be simulated', async () => {
  await using api = await startApi({ env: { SIMULATE: 'off' } });
  const refused = await startGeneration(api, { simulate: { tokens: 3 } });
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({ errors: [{ path: 'simulate', message: 'simulate needs SIMULATE=on' }] });
});
