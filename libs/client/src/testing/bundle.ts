import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const WORKSPACE = join(__dirname, '../../../..');

/** An app that was bundled, as a browser or Node loads it. Disposing it removes it. */
export interface Bundle extends Disposable {
  readonly file: string;
  /** What it loads later, where it needs it. */
  readonly lazyFiles: readonly string[];
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
    // Else Vite adds what it preloads style sheets by, which an app has once, whatever it imports.
    ssr: true,
    minify: true,
    rolldownOptions: { input: 'app.ts', output: { entryFileNames: 'app.mjs', chunkFileNames: 'lazy/[name].mjs' } },
  };
  const config = JSON.stringify({ root: directory, resolve: { alias }, ssr: { noExternal: true }, build });
  writeFileSync(join(directory, 'vite.config.mjs'), `export default ${config};`);
  const vite = join(WORKSPACE, 'node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: directory });
  const lazy = join(directory, 'out/lazy');
  return {
    file: join(directory, 'out/app.mjs'),
    lazyFiles: readdirSync(lazy).map((name) => join(lazy, name)),
    [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }),
  };
}
