import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LIBRARIES, run, WORKSPACE } from './support/workspace';

/** The tarballs, as they would be published. */
let packed: string;

beforeAll(async () => {
  packed = await mkdtemp(join(tmpdir(), 'tickertape-packages-'));
  await run(`npm pack ./dist/libs/* --pack-destination ${packed}`, WORKSPACE);
});

afterAll(() => rm(packed, { recursive: true }));

describe.each(LIBRARIES)('the package of %s', (name) => {
  it('is one that publint finds nothing wrong with', async () => {
    await run(`node_modules/.bin/publint run ${packed}/tickertape-${name}-*.tgz --strict`, WORKSPACE);
  });

  it('has types that lead where its code does', async () => {
    await run(`node_modules/.bin/attw ${packed}/tickertape-${name}-*.tgz --profile esm-only`, WORKSPACE);
  });

  it('has its README and the licence', () => {
    const folder = join(WORKSPACE, 'dist/libs', name);
    expect(readFileSync(join(folder, 'LICENSE'), 'utf8')).toBe(readFileSync(join(WORKSPACE, 'LICENSE'), 'utf8'));
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(`# @tickertape/${name}`);
  });
});

it('no package has anything for tests but the contract of stores, which is for those who write one', () => {
  const offered = LIBRARIES.filter((name) => existsSync(join(WORKSPACE, 'dist/libs', name, 'testing.js')));
  expect(offered).toEqual(['tape']);
});
