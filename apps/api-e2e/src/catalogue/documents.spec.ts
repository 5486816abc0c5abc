import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Parser } from '@asyncapi/parser';
import { startApi, type Api } from '../support/api.process';
import { ask } from '../support/http.request';
import { WORKSPACE } from '../support/readme';

const execute = promisify(execFile);

/** Linters that know OpenAPI 3.2: what they run, before the name of the file. */
const LINTERS = {
  Redocly: ['@redocly/cli/bin/cli.js', 'lint'],
  '@seriousme/openapi-schema-validator': ['@seriousme/openapi-schema-validator/bin/validate-api-cli.js'],
} as const;
/** Without a word to its maker. */
const QUIET = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

let api: Api;
let folder: string;
beforeAll(async () => {
  api = await startApi();
  folder = await mkdtemp(join(tmpdir(), 'tickertape-documents-'));
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const fetchText = async (path: string): Promise<string> => (await ask(`${api.url}${path}`)).text();

/** All that a linter says of a document, and whether it is content. */
async function lint(linter: keyof typeof LINTERS, document: string): Promise<{ valid: boolean; output: string }> {
  const file = join(folder, 'openapi.json');
  await writeFile(file, document);
  const [program, ...args] = LINTERS[linter];
  const command = [join(WORKSPACE, 'node_modules', program), ...args, file];
  const options = { cwd: folder, env: { ...process.env, ...QUIET } };
  return execute(process.execPath, command, options).then(
    ({ stdout, stderr }) => ({ valid: true, output: stdout + stderr }),
    ({ stdout, stderr }: { stdout: string; stderr: string }) => ({ valid: false, output: stdout + stderr }),
  );
}

it.each(Object.keys(LINTERS) as (keyof typeof LINTERS)[])(
  '%s has nothing to say against the OpenAPI document',
  async (linter) => {
    const document = await fetchText('/openapi.json');
    const { valid, output } = await lint(linter, document);
    expect(valid ? '' : output).toBe('');
    expect(output).not.toContain('Warning was generated');
    // What it would say nothing of, it does not know.
    expect((await lint(linter, document.replace('"itemSchema":', '"itemSchemata":'))).valid).toBe(false);
  },
);

it('the parser of AsyncAPI has nothing to say against the AsyncAPI document', async () => {
  const { diagnostics, document } = await new Parser().parse(await fetchText('/asyncapi.json'));
  expect(diagnostics).toEqual([]);
  expect(document?.version()).toBe('3.1.0');
});

it('the page is served under the policy of the app, which forbids what is not of its own origin', async () => {
  const page = await ask(`${api.url}/docs`);
  expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'self'");
  const [, stylesheet = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(await page.text()) ?? [];
  const styles = await ask(`${api.url}${stylesheet}`);
  expect({ status: styles.status, type: styles.headers.get('Content-Type') }).toEqual({
    status: 200,
    type: 'text/css; charset=utf-8',
  });
});
