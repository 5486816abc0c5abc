import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteTapeStore } from '@tickertape/tape-sqlite';
import { openStore } from './store';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tickertape-store-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

/** The epoch of a tape before its machine loses power, and after: another machine finds the files as they are now. */
async function epochsAroundPowerLoss(sqliteSynchronous: 'NORMAL' | 'FULL'): Promise<{ before: string; after: string }> {
  const store = await openStore({ tapeStore: 'sqlite', dataDir, sqliteSynchronous });
  await store.append('orders/42', [{ type: 'orders.placed', data: {} }]);
  const found = mkdtempSync(join(dataDir, 'found-'));
  for (const file of readdirSync(dataDir).filter((name) => name.startsWith('tape.db'))) {
    copyFileSync(join(dataDir, file), join(found, file));
  }
  const again = await SqliteTapeStore.open({ path: join(found, 'tape.db'), machineRun: 'the next one' });
  const epochs = { before: store.epoch, after: again.epoch };
  await Promise.all([store.close(), again.close()]);
  return epochs;
}

it('goes on in the same epoch after a power loss where appends wait for the disk', async () => {
  const { before, after } = await epochsAroundPowerLoss('FULL');
  expect(after).toBe(before);
});

it('begins a new epoch after a power loss where they do not', async () => {
  const { before, after } = await epochsAroundPowerLoss('NORMAL');
  expect(after).not.toBe(before);
});
