import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteTapeStore } from './index';

it('has a README whose example runs', async () => {
  const [, example = ''] = /```ts\n([^]*?)```/.exec(readFileSync(join(__dirname, '../README.md'), 'utf8')) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'tape-readme-'));
  const code = example
    .replace(/^import .*$/m, '')
    .replace("'data/tape.db'", JSON.stringify(join(folder, 'data/tape.db')));
  const lines: unknown[] = [];
  const run = new Function('SqliteTapeStore', 'console', `return (async () => {${code}})()`) as (
    ...world: unknown[]
  ) => Promise<void>;
  await run(SqliteTapeStore, { log: (line: unknown) => lines.push(line) });
  expect(lines).toEqual([[expect.objectContaining({ topic: 'orders/42', version: 1, data: { total: 3 } })]]);
  rmSync(folder, { recursive: true });
});
