import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startApi } from '../support/api.process';
import { WORKSPACE } from '../support/readme';

const execute = promisify(execFile);
const FOLDER = join(WORKSPACE, 'apps/api/deploy');
const dockerfile = readFileSync(join(FOLDER, 'Dockerfile'), 'utf8').replaceAll(/\\\n\s*/g, '');
const manifest = JSON.parse(readFileSync(join(WORKSPACE, 'package.json'), 'utf8')) as {
  readonly scripts: Record<string, string>;
  readonly dependencies: Record<string, string>;
  readonly engines: { readonly node: string };
};

/** What follows a word at the beginning of a line, of every such line. */
const instructions = (word: string): string[] =>
  [...dockerfile.matchAll(new RegExp(`^${word} (.+)$`, 'gm'))].map(([, rest = '']) => rest);

/** A command in exec form. */
const commandOf = (text: string | undefined): string[] =>
  JSON.parse(text?.replace(/^.*?(?=\[)/, '') ?? '[]') as string[];

it('copies what there is: from the workspace, and from what the build makes', () => {
  const copied = instructions('COPY').map((line) => line.split(' '));
  const fromWorkspace = copied.filter(([first]) => !first?.startsWith('--')).flatMap((words) => words.slice(0, -1));
  expect(fromWorkspace.length).toBeGreaterThan(0);
  const built = copied.flatMap(([first, path = '']) => (first?.startsWith('--from') ? [path] : []));
  const paths = [...fromWorkspace, ...built.map((path) => path.replace('/workspace/', ''))];
  expect(paths.filter((path) => !existsSync(join(WORKSPACE, path)))).toEqual([]);
});

it('runs scripts that the workspace has', () => {
  const scripts = instructions('RUN').flatMap((line) => /npm run (\S+)/.exec(line)?.[1] ?? []);
  expect(scripts).toEqual(['build']);
  expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(scripts));
});

it('is based on a Node that the workspace supports', () => {
  const majors = instructions('FROM').map((line) => Number(/^node:(\d+)-slim/.exec(line)?.[1]));
  expect(new Set(majors).size).toBe(1);
  expect(majors[0]).toBeGreaterThanOrEqual(Number(/\d+/.exec(manifest.engines.node)?.[0]));
});

it('starts the built API itself, as a user without rights, in a form that passes signals on', () => {
  const [program, ...args] = commandOf(instructions('CMD')[0]);
  expect(program).toBe('node');
  expect(args.at(-1)).toBe('dist/apps/api/main.mjs');
  expect(instructions('USER')).toEqual(['node']);
  expect(instructions('STOPSIGNAL')).toEqual(['SIGTERM']);
});

it('has in production every package that the built API imports', () => {
  const main = readFileSync(join(WORKSPACE, 'dist/apps/api/main.mjs'), 'utf8');
  const imported = [...main.matchAll(/^(?:import|export)\b[^'"\n]*["']([^./"'][^"']*)["'];?$/gm)].map(([, name = '']) =>
    name
      .split('/')
      .slice(0, name.startsWith('@') ? 2 : 1)
      .join('/'),
  );
  const packages = new Set(imported.filter((name) => !isBuiltin(name)));
  expect(packages.size).toBeGreaterThan(5);
  const there = new Set(Object.keys(manifest.dependencies));
  expect([...packages].filter((name) => !there.has(name))).toEqual([]);
});

it('has a health check that passes while the API is ready, and fails when nobody answers', async () => {
  const [program = '', ...args] = commandOf(instructions('HEALTHCHECK')[0]);
  const check = (port: number) =>
    execute(program, args, { env: { PATH: process.env['PATH'] ?? '', PORT: String(port) } }).then(
      () => 0,
      ({ code }: { code: number }) => code,
    );
  await using api = await startApi();
  expect(await check(api.port)).toBe(0);
  await api.kill('SIGTERM');
  expect(await check(api.port)).toBe(1);
});
