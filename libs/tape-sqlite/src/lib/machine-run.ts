import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/** Linux draws a new one at every start of the kernel (man 4 random). */
const BOOT_ID = '/proc/sys/kernel/random/boot_id';
const TEN_MINUTES_MS = 600_000;

/**
 * Names the present run of the machine; a restart changes the name. Where the system has no name for it, the time of its
 * start stands in, rounded, since clocks are set: a name that changes without a restart costs a new epoch and no more.
 */
export function machineRun(): string {
  try {
    return readFileSync(BOOT_ID, 'utf8').trim();
  } catch {
    return String(Math.round((Date.now() - uptime() * 1000) / TEN_MINUTES_MS));
  }
}
