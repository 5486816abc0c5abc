import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { orders } from '@tickertape/events';
import { ModuleKind, ScriptTarget, transpile } from 'typescript';
import { startRoomServer } from './testing/room-server';
import { Trial } from './testing/trial';

// Its recipes are run in Chromium, in apps/web-e2e.
it('has a README whose example watches an order', async () => {
  const [, example = ''] = /```ts\n([^]*?)```/.exec(readFileSync(join(__dirname, '../README.md'), 'utf8')) ?? [];
  const code = transpile(example.replace(/^import .*$/gm, ''), {
    module: ModuleKind.ESNext,
    target: ScriptTarget.ES2022,
  });
  await using server = await startRoomServer();
  const trial = new Trial(server.url);
  await trial.answerRequests({ text: JSON.stringify({ id: '42' }) });
  const said: unknown[] = [];
  const world = {
    createClient: () => trial.createClient(),
    orders,
    console: { log: (...words: unknown[]) => said.push(words) },
  };
  const run = new Function(...Object.keys(world), `return (async () => { ${code} })();`) as (
    ...values: unknown[]
  ) => Promise<void>;
  await run(...Object.values(world));
  await trial.until('live', () => said.some((words) => String(words) === 'live,pending'));
  const paths = (await trial.report()).requests.map(({ path }) => path).filter((path) => path !== '/v1/stream');
  expect(paths).toEqual(['/v1/orders', '/v1/orders/42/start-cooking']);
  await trial.end();
});
