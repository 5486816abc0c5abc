import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { bundle } from './testing/bundle';

/** What it is now, and hardly more: what makes it larger is to be worth it. Its parser is a tenth of it, its tabs a sixth. */
const BUDGET_BYTES = 13 * 1_024;

it('costs a page without families at most 13 KB', () => {
  using app = bundle('Object.assign(globalThis, { createClient });');
  const code = readFileSync(app.file);
  const bytes = gzipSync(code, { level: 9 }).length;
  process.stdout.write(`the client is ${bytes} bytes, minified and gzipped (${code.length} minified)\n`);
  expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES);
  expect(code.toString()).not.toContain('orders.received');
});
