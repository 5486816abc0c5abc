import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { temporaryTapes } from './temporary-tapes';

const tapes = temporaryTapes();
const PAGE_BYTES = 4_096;
const EVENTS = 400;

const damage = (file: Buffer, fill: number, from: number, to = file.length) => file.fill(fill, from, to);

/** A closed tape of a hundred pages and more. */
async function closedTape(): Promise<string> {
  const path = tapes.newPath();
  const store = await tapes.open({ path });
  const events = Array.from({ length: EVENTS }, (_, n) => ({
    type: 'notes.written',
    data: { n, text: `note ${n} ${'x'.repeat(1_000)}` },
  }));
  await store.append('orders/1', events);
  await store.close();
  return path;
}

const failure = (path: string) => ({
  code: 'store_failed',
  facts: { path },
  message: `${path}: the file is damaged: stop, keep a copy, and restore the last good one`,
});

describe('a damaged file', () => {
  it.each<[string, (path: string, bytes: Buffer) => void]>([
    ['cut short', (path, bytes) => truncateSync(path, bytes.length / 2)],
    ['overwritten behind its first page', (path, bytes) => writeFileSync(path, damage(bytes, 0xa5, PAGE_BYTES))],
    ['overwritten at its end', (path, bytes) => writeFileSync(path, damage(bytes, 0xa5, bytes.length / 2))],
    ['of which pages are zero', (path, bytes) => writeFileSync(path, damage(bytes, 0, bytes.length / 2))],
    ['whose schema is overwritten', (path, bytes) => writeFileSync(path, damage(bytes, 0xa5, 100, PAGE_BYTES))],
  ])('%s is refused with what to do, and stays as it is', async (_, hurt) => {
    const path = await closedTape();
    hurt(path, readFileSync(path));
    const before = readFileSync(path);
    await expect(tapes.open({ path })).rejects.toMatchObject(failure(path));
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('whose text is damaged says so when that is read, and serves the rest', async () => {
    const path = await closedTape();
    const bytes = readFileSync(path);
    const at = bytes.indexOf('{"n":200,');
    writeFileSync(path, damage(bytes, 0x21, at, at + 4));
    const store = await tapes.open({ path });
    await expect(store.read(['orders/1'], 0, EVENTS)).rejects.toMatchObject(failure(path));
    expect(await store.read(['orders/1'], 0, 200)).toHaveLength(200);
    expect(await store.append('orders/1', [{ type: 'notes.written', data: {} }])).toMatchObject({
      events: [{ version: EVENTS + 1 }],
    });
  });
});
