import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TapeEvent } from '@tickertape/tape';
import Libsql from 'libsql';
import { STEPS } from './migrations';
import { APPLICATION_ID } from './tape-header';
import { temporaryTapes } from './temporary-tapes';

const tapes = temporaryTapes();

async function closedTape(): Promise<string> {
  const path = tapes.newPath();
  const store = await tapes.open({ path });
  await store.append('orders/1', [{ type: 'notes.written', data: {} }]);
  await store.close();
  return path;
}

/** Works on the file of a closed tape with statements that do not outlive the call. */
function edit(path: string, sql: string): void {
  const db = new Libsql(path);
  db.exec(sql);
  db.close();
}

const numbersOf = (events: readonly TapeEvent[]) => events.map(({ data }) => (data as { n: number }).n);

describe('migrations', () => {
  it('refuses a file that a newer release has written, and leaves it to that one', async () => {
    const path = await closedTape();
    const version = STEPS.length;
    edit(path, 'PRAGMA user_version = 1000');
    const refused = tapes.open({ path });
    await expect(refused).rejects.toMatchObject({ code: 'store_failed', facts: { path, version: 1000 } });
    await expect(refused).rejects.toThrow(/was written by a newer release .*: run that release/);
    edit(path, `PRAGMA user_version = ${version}`);
    expect(await (await tapes.open({ path })).lastSeq()).toBe(1);
  });

  it('goes on with the tape of the first release', async () => {
    const path = tapes.newPath();
    mkdirSync(dirname(path), { recursive: true });
    edit(path, `${STEPS[0]} PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 1;`);
    edit(
      path,
      `INSERT INTO meta VALUES ('epoch', 'first'); INSERT INTO families VALUES (1, 'orders');
       INSERT INTO topics VALUES (1, 1, 'orders/1', 3, 2, 0, 0, 0), (2, 1, 'orders/2', 2, 1, 1, 0, 0);
       INSERT INTO events VALUES (1, 1, 1, 1, 7, 0, 'orders.placed', NULL, '{"n":1}'),
         (2, 2, 1, 1, 8, 1, 'orders.placed', 'x', '{"n":2}'), (3, 1, 1, 2, 9, 0, 'orders.placed', NULL, '{"n":3}');`,
    );
    const store = await tapes.open({ path });
    expect(store.epoch).toBe('first');
    await store.append('orders/1', [{ type: 'orders.placed', data: { n: 4 } }]);
    expect(numbersOf(await store.read(['orders/*'], 0, 9))).toEqual([1, 2, 3, 4]);
    expect(numbersOf(await store.read(['orders/1'], 0, 9))).toEqual([1, 3, 4]);
    expect(await store.head('orders/2')).toMatchObject({ seq: 2, version: 1, closed: true });
    expect(await store.topics({ family: 'orders', open: true, limit: 9 })).toEqual(['orders/1']);
  });

  it('makes all of the schema or nothing', async () => {
    const path = tapes.newPath();
    const exec = Libsql.prototype.exec;
    const failing = jest.spyOn(Libsql.prototype, 'exec').mockImplementation(function (
      this: typeof Libsql.prototype,
      sql,
    ) {
      if (sql.startsWith('PRAGMA user_version =')) throw new Error('the disk is gone');
      return exec.call(this, sql);
    });
    await expect(tapes.open({ path })).rejects.toMatchObject({ code: 'store_failed' });
    failing.mockRestore();
    const store = await tapes.open({ path });
    expect(await store.append('orders/1', [{ type: 'notes.written', data: {} }])).toMatchObject({ repeated: false });
  });
});
