import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { machineRun } from './machine-run';
import { temporaryTapes } from './temporary-tapes';

const tapes = temporaryTapes();
const note = { type: 'notes.written', data: { n: 1 } };

/** What a process leaves that is killed now: the files as they are, and nothing that is only in its memory. */
function leftBy(path: string): string {
  const copy = tapes.newPath();
  mkdirSync(dirname(copy), { recursive: true });
  for (const suffix of ['', '-wal']) if (existsSync(path + suffix)) copyFileSync(path + suffix, copy + suffix);
  return copy;
}

describe('the epoch of a tape', () => {
  it('is kept when the process was killed, with all that was acknowledged', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path, machineRun: 'first' });
    const { events } = await store.append('orders/1', [note, note]);
    const again = await tapes.open({ path: leftBy(path), machineRun: 'first' });
    expect(again.epoch).toBe(store.epoch);
    expect(await again.read(['orders/1'], 0, 10)).toStrictEqual(events);
  });

  it('is a new one when the machine was restarted under an open tape, since commits may be lost', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path, machineRun: 'first' });
    const { events } = await store.append('orders/1', [note]);
    const again = await tapes.open({ path: leftBy(path), machineRun: 'second' });
    expect(again.epoch).not.toBe(store.epoch);
    expect(await again.read(['orders/1'], 0, 10)).toStrictEqual(events);
  });

  it('is renewed once for a restart, not at every start after it', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path, machineRun: 'first' });
    const left = leftBy(path);
    await store.close();
    const second = await tapes.open({ path: left, machineRun: 'second' });
    const third = await tapes.open({ path: leftBy(left), machineRun: 'second' });
    expect(third.epoch).toBe(second.epoch);
  });

  it('is kept when the tape was closed before the machine was restarted', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path, machineRun: 'first' });
    await store.append('orders/1', [note]);
    await store.close();
    expect((await tapes.open({ path, machineRun: 'second' })).epoch).toBe(store.epoch);
  });

  it('is kept through a restart of the machine when every commit was on the disk', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path, machineRun: 'first', synchronous: 'FULL' });
    await store.append('orders/1', [note]);
    const again = await tapes.open({ path: leftBy(path), machineRun: 'second', synchronous: 'FULL' });
    expect(again.epoch).toBe(store.epoch);
  });

  it('is a new one too when only the last session did not wait for the disk', async () => {
    const path = tapes.newPath();
    const full = await tapes.open({ path, machineRun: 'first', synchronous: 'FULL' });
    await full.close();
    const normal = await tapes.open({ path, machineRun: 'first' });
    const again = await tapes.open({ path: leftBy(path), machineRun: 'second', synchronous: 'FULL' });
    expect(again.epoch).not.toBe(normal.epoch);
  });
});

describe('machineRun', () => {
  it('is the same whenever it is asked within one run', () => {
    expect(machineRun()).toBe(machineRun());
    expect(machineRun()).not.toBe('');
  });
});
