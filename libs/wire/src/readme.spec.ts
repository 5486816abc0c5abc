import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFrame, createFrameParser, encodeFrame } from './index';

it('has a README whose example runs', async () => {
  const [, example = ''] = /```ts\n([^]*?)```/.exec(readFileSync(join(__dirname, '../README.md'), 'utf8')) ?? [];
  expect(example).toContain("import { createFrameParser } from '@tickertape/wire';");
  const code = example.replace(/^import .*$/m, '');
  const lines: unknown[][] = [];
  const run = new Function('createFrameParser', 'fetch', 'console', `return (async () => {${code}})()`) as (
    ...world: unknown[]
  ) => Promise<void>;
  const fetchOne = async () => new Response(encodeFrame(createFrame('tape.caught-up', 'k-1', {})));
  await run(createFrameParser, fetchOne, { log: (...words: unknown[]) => lines.push(words) });
  expect(lines).toEqual([['k-1', 'tape.caught-up', {}]]);
});
