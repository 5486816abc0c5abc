import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { news } from '@tickertape/events';
import { MemoryTapeStore, Tape } from './index';

it('has a README whose example runs', async () => {
  const [, example] = /```ts\n([^]*?)```/.exec(readFileSync(join(__dirname, '../README.md'), 'utf8')) ?? [];
  const lines: unknown[] = [];
  const run = new Function('Tape', 'MemoryTapeStore', 'news', 'console', `return (async () => {${example}})()`) as (
    ...world: unknown[]
  ) => Promise<void>;
  await run(Tape, MemoryTapeStore, news, { log: (line: unknown) => lines.push(line) });
  expect(lines).toEqual([expect.objectContaining({ stories: [expect.objectContaining({ headline: 'Hello' })] })]);
});
