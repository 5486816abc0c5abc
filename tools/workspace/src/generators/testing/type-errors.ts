import { join, relative } from 'node:path';
import type { Tree } from '@nx/devkit';
import ts from 'typescript';
import { WORKSPACE } from '../../repository';

/** What the compiler says of the files that a generator has changed in a project, with all that they import. */
export function typeErrors(tree: Tree, project: string): string[] {
  const config = ts.readConfigFile(join(WORKSPACE, project, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, join(WORKSPACE, project));
  const changed = tree.listChanges().map(({ path }) => path);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  const own = (file: string) => relative(WORKSPACE, file);
  const isChanged = (file: string) => changed.includes(own(file));
  host.fileExists = (file) => isChanged(file) || fileExists(file);
  host.readFile = (file) => (isChanged(file) ? (tree.read(own(file), 'utf8') ?? undefined) : readFile(file));
  // Folders may be new: files alone are asked for.
  host.directoryExists = undefined;
  const roots = changed.filter((path) => path.startsWith(`${project}/`) && path.endsWith('.ts'));
  const program = ts.createProgram(
    roots.map((path) => join(WORKSPACE, path)),
    options,
    host,
  );
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const message = ts.flattenDiagnosticMessageText(messageText, '\n');
    return `${file ? own(file.fileName) : project}: ${message}`;
  });
}
