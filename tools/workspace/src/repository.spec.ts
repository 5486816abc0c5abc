import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { deadLinks, listProjects, read, WORKSPACE } from './repository';

const projects = listProjects();

it('knows every project that the table of README.md names, and the other way round', () => {
  const named = [...read('README.md').matchAll(/\[((?:apps|libs|tools)\/[a-z0-9-]+)\]/g)].map(([, root]) => root);
  const shown = projects.map(({ root }) => root).filter((root) => root !== 'tools/workspace');
  expect([...new Set(named)].sort()).toEqual(shown.sort());
});

it.each(projects)('$name has lint and typecheck, and a library tests and builds too', ({ root, targets }) => {
  const wanted = root.startsWith('libs/') ? ['lint', 'typecheck', 'test', 'build'] : ['lint', 'typecheck'];
  expect(targets).toEqual(expect.arrayContaining(wanted));
});

it.each(projects)('$name has the tags that the dependency rules of lint go by', ({ tags }) => {
  expect(tags).toEqual(expect.arrayContaining([expect.stringMatching(/^scope:/), expect.stringMatching(/^type:/)]));
});

it.each(projects.filter(({ root }) => root.startsWith('libs/') || root === 'apps/api' || root === 'apps/web'))(
  '$name has a README.md',
  ({ root }) => expect(existsSync(join(WORKSPACE, root, 'README.md'))).toBe(true),
);

it('has no dead link in a README', () => {
  const documents = ['README.md', 'libs/wire/PROTOCOL.md', ...projects.map(({ root }) => join(root, 'README.md'))];
  expect(documents.filter((path) => existsSync(join(WORKSPACE, path))).flatMap(deadLinks)).toEqual([]);
});

it('documents every variable that the API reads, and no other', () => {
  const source = read('apps/api/src/config.ts');
  const known = [...source.matchAll(/\(env, '([A-Z_]+)'/g)].map(([, variable]) => variable);
  const table =
    read('README.md')
      .split(/\| variable +\|/)[1]
      ?.split('\n\n')[0] ?? '';
  const names = table.split('\n').map((row) => row.split('|')[1] ?? '');
  const documented = [...names.join().matchAll(/`([A-Z_]+)`/g)].map(([, variable]) => variable);
  expect(documented.sort()).toEqual(known.sort());
});
