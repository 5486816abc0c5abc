import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WORKSPACE } from './repository';

interface Graph {
  readonly graph: { readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>> };
}

/** Nx as a person starts it: that of the test runner would believe that it runs inside itself. */
const ENVIRONMENT = { PATH: process.env['PATH'], HOME: process.env['HOME'], NX_DAEMON: 'false', NO_COLOR: '1' };

const nx = (...args: string[]): string =>
  execFileSync(process.execPath, [join(WORKSPACE, 'node_modules/nx/dist/bin/nx.js'), ...args], {
    cwd: WORKSPACE,
    env: ENVIRONMENT,
    encoding: 'utf8',
  });

/** The projects that `nx affected -t test` runs after a change of a file. */
const affectedBy = (file: string): string[] =>
  JSON.parse(nx('show', 'projects', '--affected', `--files=${file}`, '--withTarget=test', '--json')) as string[];

/** The projects that depend on others, by the graph of Nx. */
function readDependencies(): Graph['graph']['dependencies'] {
  const folder = mkdtempSync(join(tmpdir(), 'tickertape-graph-'));
  try {
    nx('graph', `--file=${join(folder, 'graph.json')}`);
    return (JSON.parse(readFileSync(join(folder, 'graph.json'), 'utf8')) as Graph).graph.dependencies;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('tests events and what depends on it after a change in a fold, and nothing else', () => {
  const dependencies = readDependencies();
  const dependsOnEvents = (name: string): boolean =>
    (dependencies[name] ?? []).some(({ target }) => target === 'events' || dependsOnEvents(target));
  const affected = affectedBy('libs/events/src/lib/orders/orders.family.ts');
  expect(affected).toEqual(expect.arrayContaining(['events', 'tape', 'nestjs', 'client', 'api', 'web']));
  expect(affected).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(wire|language-model|workspace)$/)]));
  expect(affected.filter((name) => name !== 'events' && !dependsOnEvents(name))).toEqual([]);
});

it('has the dependencies of the design', () => {
  const dependencies = readDependencies();
  // All that are built depend on the workspace, by how they are built.
  const of = (name: string) =>
    [...new Set(dependencies[name]?.map(({ target }) => target))].filter((target) => target !== 'workspace').sort();
  expect(of('wire')).toEqual([]);
  expect(of('events')).toEqual(['wire']);
  expect(of('tape')).toEqual(['events', 'wire']);
  expect(of('tape-sqlite')).toEqual(['tape', 'wire']);
  expect(of('language-model')).toEqual([]);
  expect(of('client')).toEqual(['events', 'wire']);
  expect(of('web')).toEqual(['client', 'events', 'wire']);
});
