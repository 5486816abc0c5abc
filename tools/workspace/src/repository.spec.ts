import { join } from 'node:path';
import { deadLinks, listProjects, read } from './repository';

const projects = listProjects();

it('knows every project that the table of README.md names, and the other way round', () => {
  const named = [...read('README.md').matchAll(/\[((?:apps|libs|tools)\/[a-z0-9-]+)\]/g)].map(([, root]) => root);
  expect([...new Set(named)].sort()).toEqual(projects.map(({ root }) => root).sort());
});

it.each(projects)('$name has lint, typecheck and tests, and a library builds too', ({ root, targets }) => {
  const tests = root.endsWith('-e2e') ? 'e2e' : 'test';
  const wanted = ['lint', 'typecheck', tests, ...(root.startsWith('libs/') ? ['build'] : [])];
  expect(targets).toEqual(expect.arrayContaining(wanted));
});

it.each(projects)('$name has the tags that the dependency rules of lint go by', ({ tags }) => {
  expect(tags).toEqual(expect.arrayContaining([expect.stringMatching(/^scope:/), expect.stringMatching(/^type:/)]));
});

it.each(projects)('$name has a README.md that says how to run its tests', ({ root, name, targets }) => {
  const tests = targets.includes('test') ? 'test' : 'e2e';
  expect(read(join(root, 'README.md'))).toContain(`npx nx ${tests} ${name}`);
});

it('has no dead link in a README', () => {
  const documents = ['README.md', 'libs/wire/PROTOCOL.md', ...projects.map(({ root }) => join(root, 'README.md'))];
  expect(documents.flatMap(deadLinks)).toEqual([]);
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
