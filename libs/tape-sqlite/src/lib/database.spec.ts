import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TapeError } from '@tickertape/tape';
import Libsql from 'libsql';
import { temporaryTapes } from './temporary-tapes';

const tapes = temporaryTapes();
const note = { type: 'notes.written', data: { n: 1 } };

async function refusalOf(path: string): Promise<TapeError> {
  const refusal: unknown = await tapes.open({ path }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(TapeError);
  return refusal as TapeError;
}

const elsewhere: ChildProcess[] = [];

/** A process that has the file open and locked, as another server would. */
async function openElsewhere(path: string): Promise<{ kill(): Promise<void> }> {
  const script = `
    const db = new (require(${JSON.stringify(require.resolve('libsql'))}))(${JSON.stringify(path)});
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT');
    process.stdout.write('open');
    setInterval(() => db.open, 1000);`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  elsewhere.push(child);
  const ended = once(child, 'close');
  const failed = ended.then(() => Promise.reject(new Error('the process ended')));
  await Promise.race([once(child.stdout, 'data'), failed]);
  // From now on it ends when it is killed.
  failed.catch(() => undefined);
  return {
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

describe('opening a tape', () => {
  afterEach(() => {
    for (const child of elsewhere.splice(0)) child.kill('SIGKILL');
  });

  it('makes the file and its directories', async () => {
    const path = join(tapes.newPath(), 'a', 'b', 'tape.db');
    await tapes.open({ path });
    expect(existsSync(path)).toBe(true);
  });

  it('leaves one file behind when it is closed, and everything in it', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path });
    await store.append('orders/1', [note]);
    expect(readdirSync(dirname(path))).toEqual(['tape.db', 'tape.db-wal']);
    await store.close();
    expect(readdirSync(dirname(path))).toEqual(['tape.db']);
    expect(await (await tapes.open({ path })).lastSeq()).toBe(1);
  });

  it('can be done again as soon as the tape is closed', async () => {
    const path = tapes.newPath();
    for (let n = 1; n <= 5; n += 1) {
      const store = await tapes.open({ path });
      expect(await store.append('orders/1', [note])).toMatchObject({ events: [{ version: n }] });
      await store.close();
    }
  });

  it('is refused while the tape is open in this process, with a sentence that says what to do', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path });
    const refusal = await refusalOf(path);
    expect(refusal).toMatchObject({ code: 'store_failed', facts: { path } });
    expect(refusal.message).toContain('stop that one, or give this one a file of its own');
    expect(await store.append('orders/1', [note])).toMatchObject({ events: [{ version: 1 }] });
  });

  it('is refused under another name of the same file, and keeps the lock that others respect', async () => {
    const path = tapes.newPath();
    await tapes.open({ path });
    const link = `${path}.link`;
    symlinkSync(path, link);
    expect(await refusalOf(link)).toMatchObject({ code: 'store_failed', facts: { path } });
    await expect(openElsewhere(path)).rejects.toThrow('the process ended');
  });

  it('is refused while another process has it open, and possible once that one was killed', async () => {
    const path = tapes.newPath();
    await (await tapes.open({ path })).close();
    const other = await openElsewhere(path);
    const refusal = await refusalOf(path);
    expect(refusal).toMatchObject({ code: 'store_failed', facts: { path }, cause: { code: 'SQLITE_BUSY' } });
    expect(refusal.message).toContain('is open already');
    await other.kill();
    expect(await (await tapes.open({ path })).lastSeq()).toBe(0);
  });

  it.each([
    ['text', 'this is not a database, but it is longer than the header of one\n'.repeat(100)],
    ['a few bytes, which SQLite would take for an empty database', 'SECRET=1'],
  ])('is refused for a file of %s, which stays as it is', async (_, content) => {
    const path = tapes.newPath();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    const refusal = await refusalOf(path);
    expect(refusal).toMatchObject({ code: 'store_failed', facts: { path } });
    expect(refusal.message).toContain('is not a tape: move it away or name another file');
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it.each(['DELETE', 'WAL'])(
    'is refused for the %s database of another program, which stays as it is',
    async (journal) => {
      const path = tapes.newPath();
      mkdirSync(dirname(path), { recursive: true });
      const other = new Libsql(path);
      other.exec(`PRAGMA journal_mode = ${journal}; CREATE TABLE customers (name TEXT)`);
      other.close();
      const before = readFileSync(path);
      const refusal = await refusalOf(path);
      expect(refusal.code).toBe('store_failed');
      expect(refusal.message).toContain('is the database of another program');
      expect(readFileSync(path)).toEqual(before);
    },
  );

  it('is refused where no file can be made', async () => {
    const path = tapes.newPath();
    mkdirSync(path, { recursive: true });
    const file = join(path, 'file');
    writeFileSync(file, '');
    for (const impossible of [path, join(file, 'tape.db'), '/proc/tape.db', '/proc/a/b/tape.db']) {
      const refusal = await refusalOf(impossible);
      expect(refusal).toMatchObject({ code: 'store_failed', facts: { path: impossible } });
      expect(refusal.message).toContain('its directory can be written');
    }
  });

  it('names a damaged file when it meets the damage, and does not make things up', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path });
    const events = Array.from({ length: 400 }, (_, n) => ({
      type: 'notes.written',
      data: { n, text: 'x'.repeat(300) },
    }));
    await store.append('orders/1', events);
    await store.close();
    const bytes = readFileSync(path);
    // The first pages hold the schema; from there on everything is overwritten.
    writeFileSync(path, bytes.fill(0xa5, 20 * 4096));
    const damaged = tapes.open({ path }).then((store) => store.read(['orders/1'], 0, 1000));
    const refusal: unknown = await damaged.catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TapeError);
    expect(refusal).toMatchObject({ code: 'store_failed', facts: { path, sqlite: 'SQLITE_CORRUPT' } });
    expect((refusal as TapeError).message).toContain('the file is damaged');
  });
});
