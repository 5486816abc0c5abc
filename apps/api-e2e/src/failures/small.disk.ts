import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Small enough to be filled at once, with room for a write-ahead log that is not yet due to be copied. */
const DISK_MEGABYTES = 8;
const BLOCK_BYTES = 4_096;

/** A disk of its own that can be filled. */
export class SmallDisk implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'tickertape-disk-'));
  private readonly ballast = join(this.path, 'ballast');

  constructor() {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MEGABYTES}m`, 'tmpfs', this.path], { stdio: 'pipe' });
  }

  /** Takes all the room that is left. */
  fill(): void {
    const file = openSync(this.ballast, 'a');
    try {
      for (;;) writeSync(file, Buffer.alloc(BLOCK_BYTES));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  /** Gives the room back. */
  free(): void {
    rmSync(this.ballast, { force: true });
  }

  remount(how: 'ro' | 'rw'): void {
    execFileSync('mount', ['-o', `remount,${how}`, this.path], { stdio: 'pipe' });
  }

  [Symbol.dispose](): void {
    // Lazily: the process that was killed a moment ago may not have let go of its files.
    execFileSync('umount', ['-l', this.path], { stdio: 'pipe' });
    rmdirSync(this.path);
  }
}

/** A test that needs a disk of its own, which only root may have; without, it is skipped and says why. */
export function onSmallDisk(name: string, test: (disk: SmallDisk) => Promise<void>): void {
  if (!canMount()) {
    it.skip(`${name} (skipped: no disk can be mounted here)`, () => undefined);
    return;
  }
  it(name, async () => {
    using disk = new SmallDisk();
    await test(disk);
  });
}

function canMount(): boolean {
  try {
    new SmallDisk()[Symbol.dispose]();
    return true;
  } catch {
    return false;
  }
}
