import { statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { countStatements } from './counted-statements';
import { temporaryTapes } from './temporary-tapes';

const tapes = temporaryTapes();
const notes = (count: number) => Array.from({ length: count }, (_, n) => ({ type: 'notes.written', data: { n } }));

describe('trim', () => {
  afterEach(() => jest.restoreAllMocks());

  it('goes in steps, and lets everybody else have a turn between them', async () => {
    const store = await tapes.open();
    await store.append('orders/1', notes(2000));
    const { commits } = countStatements();
    const heads: number[] = [];
    let over = false;
    const watching = (async () => {
      while (!over) {
        heads.push((await store.head('orders/1')).trimmedVersion);
        await setImmediate();
      }
    })();
    await store.trim('orders/1', Number.MAX_SAFE_INTEGER);
    over = true;
    await watching;
    expect(commits()).toBeGreaterThanOrEqual(8);
    expect(new Set(heads).size).toBeGreaterThanOrEqual(8);
  });

  it('takes fewer long events in a step', async () => {
    const store = await tapes.open();
    const text = 'x'.repeat(100_000);
    await store.append(
      'orders/1',
      Array.from({ length: 40 }, () => ({ type: 'notes.written', data: { text } })),
    );
    const { commits } = countStatements();
    await store.trim('orders/1', Number.MAX_SAFE_INTEGER);
    expect(commits()).toBeGreaterThanOrEqual(8);
    expect(await store.head('orders/1')).toMatchObject({ trimmedVersion: 40 });
  });

  it('is ended by close, and leaves a tape that can be trimmed on', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path });
    await store.append('orders/1', notes(2000));
    const trimmed = store.trim('orders/1', Number.MAX_SAFE_INTEGER);
    await store.close();
    await expect(trimmed).rejects.toMatchObject({ code: 'store_closed' });
    const again = await tapes.open({ path });
    const { trimmedVersion } = await again.head('orders/1');
    const rest = await again.read(['orders/1'], 0, 2000);
    expect(rest.map(({ version }) => version)).toEqual(
      Array.from({ length: rest.length }, (_, i) => trimmedVersion + 1 + i),
    );
    await again.trim('orders/1', Number.MAX_SAFE_INTEGER);
    expect(await again.head('orders/1')).toMatchObject({ trimmedVersion: 2000 });
  });

  it('makes room that later events take, so that a tape under retention does not grow', async () => {
    const path = tapes.newPath();
    const store = await tapes.open({ path });
    const sizes: number[] = [];
    for (let round = 0; round < 16; round += 1) {
      const { events } = await store.append('orders/1', notes(2000));
      await store.trim('orders/1', events.at(-1)?.seq ?? 0);
      sizes.push(statSync(path).size);
    }
    expect(sizes.at(-1)).toBeLessThanOrEqual(1.5 * (sizes[7] ?? 0));
  });
});
