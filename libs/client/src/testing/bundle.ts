import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const WORKSPACE = join(__dirname, '../../../..');

/** An app that was bundled, as a browser or Node loads it. Disposing it removes it. */
export interface Bundle extends Disposable {
  readonly file: string;
}

/** Bundles an app that has `createClient`. */
export function bundle(app: string): Bundle {
  const directory = mkdtempSync(join(tmpdir(), 'tickertape-bundle-'));
  const client = JSON.stringify(join(__dirname, '../index.ts'));
  writeFileSync(join(directory, 'app.ts'), `import { createClient } from ${client};\n${app}`);
  const alias = {
    '@tickertape/wire': join(WORKSPACE, 'libs/wire/src/index.ts'),
    'eventsource-parser': join(WORKSPACE, 'node_modules/eventsource-parser/dist/index.js'),
  };
  const build = {
    outDir: 'out',
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: { input: 'app.ts', output: { entryFileNames: 'app.mjs' } },
  };
  const config = JSON.stringify({ root: directory, resolve: { alias }, build });
  writeFileSync(join(directory, 'vite.config.mjs'), `export default ${config};`);
  const vite = join(WORKSPACE, 'node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: directory });
  return {
    file: join(directory, 'out/app.mjs'),
    [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }),
  };
}
