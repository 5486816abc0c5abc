import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/**
 * Where Debian and others put it. The one without windows goes first: it takes half the time. `CHROMIUM_PATH` names another
 * one.
 */
const CANDIDATES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const executablePath = [process.env['CHROMIUM_PATH'] ?? '', ...CANDIDATES].find((path) => path && existsSync(path));

/** Chromium's sandbox does not work for root in a container; nothing is fetched but from the server under test. */
const ARGS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** A browser for the tests of a file, and its pages' troubles. */
export interface BrowserTests {
  /** Opens a page in a context of its own, closed after the test. */
  openPage(options?: BrowserContextOptions): Promise<Page>;
  /** Everything that the pages of this test have complained of: console errors, exceptions, violations of the policy. */
  readonly complaints: readonly string[];
}

/**
 * `describe` with a Chromium. Without one on this machine the tests are skipped, and say so, unless `CI=true`: there they
 * fail, since a check that nobody runs is none.
 */
export function describeInBrowser(name: string, tests: (browser: BrowserTests) => void): void {
  if (!executablePath && process.env['CI'] !== 'true') {
    process.stderr.write(`\n!!! SKIPPED: "${name}". No Chromium in ${CANDIDATES.join(', ')}; set CHROMIUM_PATH.\n\n`);
    // Skipped by reason of the machine: there is nothing to run them in.
    describe.skip(name, () => it('needs a Chromium', () => {}));
    return;
  }
  describe(name, () => {
    let browser: Browser;
    const complaints: string[] = [];

    beforeAll(async () => {
      if (!executablePath) throw new Error(`CI=true, and no Chromium in ${CANDIDATES.join(', ')} or CHROMIUM_PATH`);
      browser = await chromium.launch({ executablePath, args: ARGS });
    });
    afterEach(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      complaints.length = 0;
    });
    afterAll(() => browser?.close());

    const openPage = async (options: BrowserContextOptions = {}): Promise<Page> => {
      const context = await browser.newContext({ locale: 'en-GB', ...options });
      const page = await context.newPage();
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      return page;
    };
    tests({ openPage, complaints });
  });
}
