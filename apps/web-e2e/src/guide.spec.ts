import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describeInBrowser } from './support/browser';
import { ScratchWorkspace, WORKSPACE } from './support/scratch-workspace';
import { waitForPhase } from './support/views';

/** Lint, types and tests of three projects and two builds, on a small machine. */
const WALK_MS = 600_000;

const GUIDE = readFileSync(join(WORKSPACE, 'libs/events/README.md'), 'utf8').split(/^## /m).find(isGuide) ?? '';

function isGuide(section: string): boolean {
  return section.startsWith('A new family\n');
}

/** What the guide says one is to do, in its order: commands, changes of files, and an address to open. */
function stepsOf(guide: string) {
  const found = guide.matchAll(
    /```(?<language>sh|diff)\n(?<code>[^]*?)```|^Open <http:\/\/[^/]+\/(?<page>#\/[^>]+)>/gm,
  );
  return [...found].map(({ groups }) => groups as { language?: 'sh' | 'diff'; code?: string; page?: string });
}

describeInBrowser('the guide of a new family', ({ openPage, complaints }) => {
  let scratch: ScratchWorkspace;
  beforeAll(async () => {
    scratch = await ScratchWorkspace.create();
  });
  afterAll(() => scratch?.[Symbol.asyncDispose]());

  const openParcel = async (address: string): Promise<Page> => {
    const page = await openPage();
    await page.goto(address);
    await page.locator('tickertape-parcels dd', { hasText: 'A lamp' }).waitFor();
    await waitForPhase(page, 'live');
    return page;
  };

  it(
    'goes from nothing to a view that is live, typed as it is printed',
    async () => {
      let url = '';
      let page: Page | undefined;
      for (const { language, code = '', page: address } of stepsOf(GUIDE)) {
        if (address !== undefined) page = await openParcel(`${url}/${address}`);
        else if (language === 'diff') await scratch.apply(code);
        else if (code === 'npm start\n') url = await scratch.serve(code.trim());
        // The guide's server listens on the usual port, that of the test on a free one.
        else await scratch.run(code.replaceAll('http://127.0.0.1:3000', url));
      }
      await page?.locator('tickertape-parcels dd', { hasText: 'Noor' }).waitFor();
      expect(page).toBeDefined();
      expect(complaints).toEqual([]);
      const types = JSON.parse(await scratch.run(`curl -s ${url}/v1/event-types`)) as unknown;
      expect(JSON.stringify(types)).toContain('parcels.handed_over');
    },
    WALK_MS,
  );

  it('leaves only what a person would have written, formatted', async () => {
    const changes = await scratch.changes();
    const lists = changes.filter((path) => !path.includes('parcels'));
    expect(lists.sort()).toEqual([
      'apps/api/src/app.module.ts',
      'apps/api/src/catalogue/openapi/operations/controllers.ts',
      'apps/web/src/views/views.ts',
      'libs/events/README.md',
      'libs/events/catalogue.json',
      'libs/events/src/dto.ts',
      'libs/events/src/index.ts',
      'libs/events/src/lib/families.dto.ts',
      'libs/events/src/lib/families.fixtures.ts',
      'libs/events/src/lib/families.ts',
      'libs/events/src/testing.ts',
    ]);
    await scratch.run(`npx prettier --check ${changes.join(' ')}`);
  });

  it('may be typed again: the generators find everything there', async () => {
    const before = await scratch.run('git diff');
    const [family = '', event = ''] = stepsOf(GUIDE).flatMap(({ language, code = '' }) =>
      language === 'sh' ? [code] : [],
    );
    await expect(scratch.run(family)).rejects.toThrow(/The name "parcels" is taken/);
    expect(await scratch.run(event)).toContain('is there already: nothing has changed');
    expect(await scratch.run('git diff')).toBe(before);
  });
});
