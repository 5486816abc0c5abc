import { setTimeout } from 'node:timers/promises';
import { within } from './within';

/** Between two looks, in milliseconds. */
const LOOK_MS = 20;

/** Waits until it is so, by looking again and again: for what another process tells nobody. Rejects at the deadline. */
export async function eventually(what: () => string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  let late = false;
  const look = async (): Promise<void> => {
    while (!late && !(await isSo())) await setTimeout(LOOK_MS);
  };
  try {
    await within(what, look());
  } finally {
    late = true;
  }
}
