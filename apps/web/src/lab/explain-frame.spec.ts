import { CONTROL_EVENTS } from '@tickertape/wire';
import { explainFrame } from './explain-frame';
import type { RawFrame } from './raw-stream';

const frame = (event: string, data: object, more: Partial<RawFrame> = {}): RawFrame => ({
  id: 'k-1',
  event,
  data: JSON.stringify(data),
  text: '',
  bytes: 0,
  ...more,
});
const sayings = (raw: RawFrame) => Object.fromEntries(explainFrame(raw).map(({ name, says }) => [name, says]));

describe('an explained frame', () => {
  it('has its fields in the order of the wire, then the members of its data', () => {
    const data = { topic: 'orders/42', version: 3, time: '2026-11-22T09:00:00.000Z', data: { courier: 'Sam' } };
    const fields = explainFrame(frame('orders.out_for_delivery', data, { retryMs: 2_000 }));
    expect(fields.map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'event: orders.out_for_delivery',
      'id: k-1',
      'retry: 2000',
      'data.topic: "orders/42"',
      'data.version: 3',
      'data.time: "2026-11-22T09:00:00.000Z"',
      'data.data: {"courier":"Sam"}',
    ]);
    expect(fields.every(({ says }) => says.length > 0)).toBe(true);
  });

  it('says that an empty id starts afresh', () => {
    expect(sayings(frame('tape.hello', {}, { id: '' }))['id']).toContain('starts afresh');
    expect(sayings(frame('tape.hello', {}))['id']).toContain('Last-Event-ID');
  });

  it.each(CONTROL_EVENTS)('has words for %s', (event) => {
    expect(sayings(frame(event, {}))['event']).not.toMatch(/do not know|past tense/);
  });

  it('explains the reason of a gap and of a drain', () => {
    expect(sayings(frame('tape.gap', { reason: 'epoch', missed: null }))['data.reason']).toContain('another tape');
    expect(sayings(frame('tape.drain', { reason: 'shutdown' }))['data.reason']).toContain('stopping');
  });

  it('passes over what it does not know, and data that is no object', () => {
    expect(sayings(frame('tape.new', { colour: 'red' }))).toMatchObject({
      event: expect.stringContaining('do not know') as string,
      'data.colour': expect.stringContaining('do not know') as string,
    });
    expect(explainFrame({ ...frame('news.published', {}), data: '7' })).toHaveLength(2);
  });
});
