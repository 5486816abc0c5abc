import Libsql from 'libsql';
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

describe('migrations', () => {
  it('refuses a file that a newer release has written, and leaves it to that one', async () => {
    const path = await closedTape();
    edit(path, 'PRAGMA user_version = 1000');
    const refused = tapes.open({ path });
    await expect(refused).rejects.toMatchObject({ code: 'store_failed', facts: { path, version: 1000 } });
    await expect(refused).rejects.toThrow(/was written by a newer release .*: run that release/);
    edit(path, 'PRAGMA user_version = 1');
    expect(await (await tapes.open({ path })).lastSeq()).toBe(1);
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
