import { join } from 'node:path';
import ts from 'typescript';
import { WORKSPACE } from './readme';

/** What the compiler finds wrong with pieces of code, each a module of its own for a page, under `strict`. */
export function typeErrors(modules: readonly string[]): string[] {
  const { config } = ts.readConfigFile(join(WORKSPACE, 'tsconfig.base.json'), (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  const page = { lib: ['es2023', 'esnext.disposable', 'dom', 'dom.iterable'] };
  const json = { compilerOptions: { ...config.compilerOptions, ...page }, files: [] };
  const { options } = ts.parseJsonConfigFileContent(json, ts.sys, WORKSPACE);
  const sources = new Map(
    modules.map((code, i) => [join(WORKSPACE, `readme.example-${i}.ts`), `${code}\nexport {};\n`]),
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  const program = ts.createProgram([...sources.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ code, messageText }) => {
    return `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
