import { news, orders } from '@tickertape/events';
import { createClient, type Client } from './client';
import { combine } from './connection';
import { Listeners } from './listeners';

const codeOf = (call: () => unknown): unknown => {
  try {
    return call();
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('a client', () => {
  let client: Client;
  beforeEach(() => void (client = createClient({ url: 'http://127.0.0.1:9' })));
  afterEach(() => client.close());

  it.each([undefined, 'tickertape', 'ftp://x', ''])('is not made with the URL %s', (url) => {
    expect(codeOf(() => createClient({ url }))).toBe('bad_url');
  });

  it('refuses what is no topic before it connects', () => {
    expect(codeOf(() => client.view(orders, { orderId: 'a b' }))).toBe('bad_topic');
    expect(codeOf(() => client.view(orders, { orderId: '*' }))).toBe('bad_topic');
    expect(codeOf(() => client.events([]))).toBe('bad_topic');
    expect(codeOf(() => client.events(['news']))).toBe('bad_topic');
    expect(codeOf(() => client.events(Array.from({ length: 101 }, (_, n) => `news/${n}`)))).toBe('bad_topic');
    expect(codeOf(() => client.append('news/*', []))).toBe('bad_topic');
    expect(client.connection).toEqual({ phase: 'finished' });
  });

  it('gives nothing more once it is closed', () => {
    client.close();
    expect(codeOf(() => client.view(news, { channel: 'a' }))).toBe('closed');
  });

  it('asks for the id of a family by its name', () => {
    // @ts-expect-error An order is named by `orderId`.
    expect(codeOf(() => client.view(orders, { orderID: '42' }))).toBe('bad_topic');
  });
});

it('tells of several connections the one that most wants attention', () => {
  const [connecting, live] = [{ phase: 'connecting' }, { phase: 'live' }] as const;
  const reconnecting = { phase: 'reconnecting', reason: 'lost' } as const;
  expect(combine([])).toEqual({ phase: 'finished' });
  expect(combine([live, connecting])).toBe(connecting);
  expect(combine([live, reconnecting, connecting])).toBe(reconnecting);
});

it('tells all listeners, also when one of them throws', () => {
  const uncaught: (() => void)[] = [];
  const microtask = jest.spyOn(globalThis, 'queueMicrotask').mockImplementation((call) => void uncaught.push(call));
  const listeners = new Listeners();
  const heard: string[] = [];
  listeners.add(() => {
    throw new Error('mine');
  });
  const stop = listeners.add(() => heard.push('second'));
  listeners.call();
  stop();
  listeners.call();
  microtask.mockRestore();
  expect(heard).toEqual(['second']);
  expect(uncaught).toHaveLength(2);
  expect(uncaught[0]).toThrow('mine');
});
