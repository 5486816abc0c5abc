import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { bundle } from './testing/bundle';

/** What they are now, and hardly more: what makes them larger is to be worth it. The parser is a tenth of the first. */
const BUDGET_BYTES = 11.5 * 1_024;
const BUDGET_WITH_TABS_BYTES = 14.5 * 1_024;

it('costs a page without families at most 11.5 KB, and 3 KB more where tabs share a stream', () => {
  using app = bundle('Object.assign(globalThis, { createClient });');
  const code = readFileSync(app.file, 'utf8');
  const lazy = app.lazyFiles.map((file) => readFileSync(file, 'utf8'));
  const sizeOf = (text: string): number => gzipSync(text, { level: 9 }).length;
  const bytes = sizeOf(code);
  const all = lazy.reduce((sum, chunk) => sum + sizeOf(chunk), bytes);
  process.stdout.write(
    `the client is ${bytes} bytes, minified and gzipped, and ${all} with what tabs share a stream by\n`,
  );
  expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES);
  expect(all).toBeLessThanOrEqual(BUDGET_WITH_TABS_BYTES);
  // What is loaded later is all there is for tabs, and nothing else.
  expect(lazy).toHaveLength(1);
  expect([code, ...lazy].map((chunk) => [chunk.includes('answerMs'), chunk.includes('tape.hello')])).toEqual([
    [false, true],
    [true, false],
  ]);
  expect(code).not.toContain('orders.received');
});
