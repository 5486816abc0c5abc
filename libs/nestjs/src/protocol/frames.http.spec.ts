import { CURSOR_MAX_BYTES, parseCursor } from '@tickertape/wire';
import { PATHS, StreamApp } from './stream-app';
import { StreamClient } from './stream-client';

describe.each(PATHS)('on the %s path', (path) => {
  it('P1 every frame has an id from which a reconnect loses nothing and repeats nothing', async () => {
    await using app = await StreamApp.start({ heartbeatMs: 50 });
    await app.order('1', 'received', 'cooking_started', 'out_for_delivery');
    using whole = await StreamClient.open(`${app.url}/${path}?topic=orders/1&lastEventId=start`);
    await whole.until('tape.heartbeat');
    const events = whole.frames.filter(({ event }) => event.startsWith('orders.'));
    expect(whole.frames.every(({ id }) => id !== undefined)).toBe(true);
    expect(whole.text.match(/^event: /gm)?.length).toBe(whole.text.match(/^id: ?/gm)?.length);
    for (const { id = '' } of [...whole.frames]) {
      using rest = await StreamClient.open(`${app.url}/${path}?topic=orders/1`, { headers: { 'Last-Event-ID': id } });
      await rest.until('tape.caught-up');
      const place = parseCursor(id)?.seq ?? -1;
      const expected = events.filter((event) => (parseCursor(event.id ?? '')?.seq ?? 0) > place);
      expect(rest.frames.filter(({ event }) => event.startsWith('orders.'))).toEqual(expected);
    }
  });

  it('P2 the id is empty until all snapshots are sent', async () => {
    await using app = await StreamApp.start();
    await app.order('1', 'received');
    await app.order('2', 'received');
    using client = await StreamClient.open(`${app.url}/${path}?topic=orders/1&topic=orders/2`);
    await client.until('tape.caught-up');
    expect(client.frames.map(({ event, id }) => [event, id])).toEqual([
      ['tape.hello', ''],
      ['tape.snapshot', ''],
      ['tape.snapshot', app.cursor(2)],
      ['tape.caught-up', app.cursor(2)],
    ]);
  });

  it('P3 a cursor is URL-safe and at most 64 bytes long', async () => {
    await using app = await StreamApp.start();
    using client = await StreamClient.open(`${app.url}/${path}?topic=news/a`);
    await app.story('a', 'One');
    const { id = '' } = await client.until('news.published');
    expect(encodeURIComponent(id)).toBe(id);
    expect(Buffer.byteLength(id)).toBeLessThanOrEqual(CURSOR_MAX_BYTES);
  });

  it('P4 every frame has an event field, never error', async () => {
    await using app = await StreamApp.start({ recentEvents: 0 });
    await app.order('1', 'received');
    const store = jest.spyOn(app.tape.store, 'read').mockRejectedValueOnce(new Error('secret'));
    using client = await StreamClient.open(`${app.url}/${path}?topic=orders/1&lastEventId=start`);
    expect(await client.ended).toBe('broken');
    expect(client.types).toEqual(['tape.hello', 'tape.failed']);
    expect(client.text).not.toContain('secret');
    store.mockRestore();
  });

  it('P5 data is one line of JSON, whatever it holds', async () => {
    await using app = await StreamApp.start();
    using client = await StreamClient.open(`${app.url}/${path}?topic=news/a`);
    await client.until('tape.caught-up');
    const headline = 'a\r\n\r\nevent: forged\ndata: {}\n\n\0 \u2028 👩‍👩‍👧';
    await app.story('a', headline);
    const { data } = await client.until('news.published');
    expect(data).toMatchObject({ data: { headline } });
    expect(client.types).not.toContain('forged');
    expect(client.text).not.toContain('\0');
  });

  it('P6 an event has topic, version, time and data', async () => {
    await using app = await StreamApp.start();
    await app.order('1', 'received');
    using client = await StreamClient.open(`${app.url}/${path}?topic=orders/1&lastEventId=start`);
    expect((await client.until('orders.received')).data).toEqual({
      topic: 'orders/1',
      version: 1,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      data: { items: [{ name: 'Margherita', quantity: 1 }] },
    });
  });
});
