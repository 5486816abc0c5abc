import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const WORKSPACE = join(__dirname, '../../..');
/** What it is now, and hardly more: what makes it larger is to be worth it. Its parser is a tenth of it, its tabs a sixth. */
const BUDGET_BYTES = 13 * 1_024;

it('costs a page without families at most 13 KB', () => {
  const directory = mkdtempSync(join(tmpdir(), 'tickertape-bundle-size-'));
  try {
    const client = JSON.stringify(join(__dirname, 'index.ts'));
    writeFileSync(
      join(directory, 'app.ts'),
      `import { createClient } from ${client};\nObject.assign(globalThis, { createClient });\n`,
    );
    writeFileSync(
      join(directory, 'vite.config.mjs'),
      `export default {
        root: ${JSON.stringify(directory)},
        resolve: { alias: {
          '@tickertape/wire': ${JSON.stringify(join(WORKSPACE, 'libs/wire/src/index.ts'))},
          'eventsource-parser': ${JSON.stringify(join(WORKSPACE, 'node_modules/eventsource-parser/dist/index.js'))},
        } },
        build: {
          outDir: 'out',
          target: 'es2022',
          modulePreload: { polyfill: false },
          rolldownOptions: { input: 'app.ts', output: { entryFileNames: 'app.js' } },
        },
      };`,
    );
    const vite = join(WORKSPACE, 'node_modules/vite/bin/vite.js');
    execFileSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: directory });
    const code = readFileSync(join(directory, 'out/app.js'));
    const bytes = gzipSync(code, { level: 9 }).length;
    process.stdout.write(`the client is ${bytes} bytes, minified and gzipped (${code.length} minified)\n`);
    expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES);
    expect(code.toString()).not.toContain('orders.received');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
