import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

// Debian has nginx where only root looks.
const DIRECTORIES = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

function findTool(name: string): string | undefined {
  return DIRECTORIES.map((directory) => join(directory, name)).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * A test that needs a program of the machine and gets its path. Where there is none, the test is skipped and its name says
 * why; with `CI=true` it fails, so that nothing is left out unseen.
 */
export function requireTool(tool: string, name: string, test: (path: string) => Promise<void>): void {
  const path = findTool(tool);
  if (path !== undefined) it(name, () => test(path));
  else if (process.env['CI'] === 'true')
    it(name, () => {
      throw new Error(`${tool} is not installed, and with CI=true no test is left out: apt-get install ${tool}`);
    });
  else it.skip(`${name} (skipped: ${tool} is not installed)`, () => undefined);
}
