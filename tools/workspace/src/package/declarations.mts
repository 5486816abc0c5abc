import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

export interface Declarations {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** The packages and entries that they import. */
  readonly imports: readonly string[];
}

/**
 * The type declarations of a library's entries and of all files of its own that these reach. Other libraries are read from
 * their sources, as everywhere in the workspace, and stay imports. Throws where a type cannot be told.
 */
export function emitDeclarations(root: string, entries: readonly string[]): Declarations {
  const source = join(root, 'src');
  const rootNames = entries.map((name) => join(source, `${name}.ts`));
  const program = ts.createProgram({ rootNames, options: declarationOptions(root) });
  const files: { path: string; text: string }[] = [];
  const imports: string[] = [];
  const reached = new Set(rootNames);
  // Grows while it is walked.
  for (const file of reached) {
    const path = relative(source, file);
    if (path.startsWith('..')) throw new Error(`a type of ${root} is told by ${file}, which is not in the package`);
    const text = link(emit(program, file), (specifier) => {
      if (!specifier.startsWith('.')) {
        imports.push(specifier);
        return specifier;
      }
      reached.add(`${resolve(dirname(file), specifier)}.ts`);
      return `${specifier}.js`;
    });
    files.push({ path: path.replace(/\.ts$/, '.d.ts'), text });
  }
  return { files, imports };
}

function declarationOptions(root: string): ts.CompilerOptions {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(describe([diagnostic]));
    },
  };
  const options = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), undefined, host)?.options;
  return { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true };
}

function emit(program: ts.Program, file: string): string {
  let declaration = '';
  const { diagnostics } = program.emit(program.getSourceFile(file), (_, text) => (declaration = text));
  if (diagnostics.length > 0) throw new Error(describe(diagnostics));
  return declaration;
}

/** Changes where a module's imports lead. */
function link(text: string, change: (specifier: string) => string): string {
  let linked = text;
  // From the end, so that the places of those before stay right.
  for (const { fileName, pos } of ts.preProcessFile(text).importedFiles.toReversed()) {
    const begin = pos + 1;
    linked = linked.slice(0, begin) + change(fileName) + linked.slice(begin + fileName.length);
  }
  return linked;
}

function describe(diagnostics: readonly ts.Diagnostic[]): string {
  return ts.formatDiagnostics(diagnostics, {
    getCanonicalFileName: (file) => file,
    getCurrentDirectory: () => process.cwd(),
    getNewLine: () => '\n',
  });
}
