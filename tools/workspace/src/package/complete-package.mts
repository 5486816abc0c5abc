import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { emitDeclarations } from './declarations.mts';
import type { LibraryOptions } from './library-options.mts';
import { createManifest, type WorkspaceManifest } from './manifest.mts';

const WORKSPACE = resolve(import.meta.dirname, '../../../..');

/** Puts beside a library's built modules what makes a package of them: type declarations, package.json, README, licence. */
export function completePackage(root: string, options: LibraryOptions): Plugin {
  return {
    name: 'complete-package',
    writeBundle({ dir = '' }, bundle) {
      const imports = Object.values(bundle)
        .flatMap((output) => (output.type === 'chunk' ? [...output.imports, ...output.dynamicImports] : []))
        .filter((id) => !(id in bundle));
      const declarations = emitDeclarations(root, options.entries ?? ['index']);
      for (const { path, text } of declarations.files) {
        mkdirSync(dirname(join(dir, path)), { recursive: true });
        writeFileSync(join(dir, path), text);
      }
      const workspace = JSON.parse(readFileSync(join(WORKSPACE, 'package.json'), 'utf8')) as WorkspaceManifest;
      const manifest = createManifest(root, options, workspace, [...imports, ...declarations.imports]);
      writeFileSync(join(dir, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
      for (const file of ['README.md', ...(options.files ?? [])]) copyFileSync(join(root, file), join(dir, file));
      copyFileSync(join(WORKSPACE, 'LICENSE'), join(dir, 'LICENSE'));
    },
  };
}
