import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteTapeStore } from './sqlite-tape-store';
import type { SqliteTapeStoreOptions } from './sqlite-tape-store-options';

export interface TemporaryTapes {
  /** A path at which there is nothing yet, in a directory of its own. */
  newPath(): string;
  /** Opens a tape, by default a new one, and closes it after the test. */
  open(options?: Partial<SqliteTapeStoreOptions>): Promise<SqliteTapeStore>;
}

/** A file system in memory, where Linux has one. */
const MEMORY = '/dev/shm';

/**
 * Tapes for one spec file, gone after each test.
 *
 * @param hurried puts them where nothing waits for a disk: for hundreds of tapes, whose opening and closing would be
 *   nothing but that. A process cannot tell the difference; only the loss of power could.
 */
export function temporaryTapes({ hurried = false } = {}): TemporaryTapes {
  const root = mkdtempSync(join(hurried && existsSync(MEMORY) ? MEMORY : tmpdir(), 'tape-sqlite-'));
  let opened: SqliteTapeStore[] = [];
  let paths = 0;
  const newPath = () => join(root, String((paths += 1)), 'tape.db');

  afterEach(async () => {
    await Promise.all(opened.map((store) => store.close()));
    opened = [];
    for (const tape of readdirSync(root)) rmSync(join(root, tape), { recursive: true, force: true });
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  return {
    newPath,
    open: async (options) => {
      const store = await SqliteTapeStore.open({ path: newPath(), ...options });
      opened.push(store);
      return store;
    },
  };
}
