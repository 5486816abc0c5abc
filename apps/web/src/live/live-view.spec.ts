import { generations } from '@tickertape/events';
import { LiveView, type Source } from './live-view';

class FakeSource extends EventTarget implements Source {
  readyState = 0;
  constructor(readonly url: string) {
    super();
  }

  send(type: string, data: unknown, lastEventId = 'e-1'): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data), lastEventId }));
  }

  lose(readyState = 0): void {
    this.readyState = readyState;
    this.dispatchEvent(new Event('error'));
  }

  close(): void {
    this.readyState = CLOSED;
  }
}

const CLOSED = 2;
const topic = 'generations/7f3a';

function setUp(explain?: () => Promise<string | undefined>) {
  const sources: FakeSource[] = [];
  const connect = (url: string): Source => {
    const source = new FakeSource(url);
    sources.push(source);
    return source;
  };
  const view = new LiveView({ family: generations, id: '7f3a', onChange: () => {}, explain, connect, random: () => 1 });
  view.open();
  const last = (): FakeSource => sources[sources.length - 1] as FakeSource;
  const catchUp = (cursor = 'e-1'): void => {
    last().send('tape.hello', { protocol: 1, topics: [topic], heartbeatMs: 1_000, maxStreamMs: 60_000 }, '');
    last().send('tape.snapshot', { topic, version: 1, state: generations.initialState('7f3a') }, cursor);
    last().send('tape.caught-up', {}, cursor);
  };
  const delta = (version: number, text: string): void =>
    last().send('generations.delta', { topic, version, time: '', data: { text } }, `e-${version}`);
  return { view, sources, last, catchUp, delta };
}

describe('a live view', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('connects without a cursor, is live when it has caught up, and finished when the topic is', () => {
    const { view, sources, last, catchUp, delta } = setUp();
    expect(view.connection.phase).toBe('connecting');
    expect(last().url).toBe('/v1/generations/7f3a/stream');
    catchUp();
    expect(view.connection.phase).toBe('live');
    delta(2, 'Tick');
    last().send('tape.closed', { topic }, 'e-2');
    expect(view.connection.phase).toBe('finished');
    expect(view.state?.text).toBe('Tick');
    expect(last().readyState).toBe(CLOSED);
    view.open();
    expect(sources).toHaveLength(1);
  });

  it('leaves a lost connection to the browser', () => {
    const { view, sources, last, catchUp } = setUp();
    catchUp();
    last().lose();
    expect(view.connection).toEqual({ phase: 'reconnecting', reason: 'the connection was lost' });
    expect(view.reconnects).toBe(1);
    last().send('tape.caught-up', {});
    expect(view.connection.phase).toBe('live');
    expect(sources).toHaveLength(1);
  });

  it('reconnects by itself, with the cursor and later each time, when the browser gives up', async () => {
    const { view, sources, last, catchUp } = setUp();
    catchUp('e-7');
    for (const waitMs of [500, 1_000, 2_000]) {
      const before = sources.length;
      last().lose(CLOSED);
      expect(view.connection.phase).toBe('reconnecting');
      await jest.advanceTimersByTimeAsync(waitMs - 1);
      expect(sources).toHaveLength(before);
      await jest.advanceTimersByTimeAsync(1);
      expect(sources).toHaveLength(before + 1);
      expect(last().url).toBe('/v1/generations/7f3a/stream?lastEventId=e-7');
    }
  });

  it('fails when the reason of a refusal is final, and can be opened again', async () => {
    const { view, sources, last } = setUp(() => Promise.resolve('there is no such generation'));
    last().lose(CLOSED);
    await jest.advanceTimersByTimeAsync(0);
    expect(view.connection).toEqual({ phase: 'failed', reason: 'there is no such generation' });
    view.open();
    expect(view.connection.phase).toBe('connecting');
    expect(sources).toHaveLength(2);
  });

  it('takes a silence of two and a half heartbeats for a dead connection', () => {
    const { view, sources, last, catchUp } = setUp();
    catchUp();
    jest.advanceTimersByTime(2_499);
    last().send('tape.heartbeat', { time: '' }, 'e-8');
    jest.advanceTimersByTime(2_499);
    expect(view.connection.phase).toBe('live');
    jest.advanceTimersByTime(1);
    expect(view.connection.phase).toBe('reconnecting');
    expect(last().readyState).toBe(CLOSED);
    jest.advanceTimersByTime(500);
    expect(sources).toHaveLength(2);
    expect(last().url).toContain('lastEventId=e-8');
  });

  it('reconnects when the server says, after a drain', () => {
    const { sources, last, catchUp } = setUp();
    catchUp();
    last().send('tape.drain', { reason: 'shutdown', retryMs: 750 }, 'e-1');
    expect(last().readyState).toBe(CLOSED);
    jest.advanceTimersByTime(749);
    expect(sources).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(sources).toHaveLength(2);
  });

  it('starts afresh when a version is missing', () => {
    const { view, last, catchUp, delta } = setUp();
    catchUp();
    delta(5, 'late');
    expect(view.connection.phase).toBe('reconnecting');
    jest.advanceTimersByTime(500);
    expect(last().url).toBe('/v1/generations/7f3a/stream');
    catchUp();
    expect(view.connection.phase).toBe('live');
  });

  it('gives up after a few streams that failed in a row', () => {
    const { view, sources, last } = setUp();
    for (let failures = 1; failures < 4; failures += 1) {
      last().send('tape.failed', { code: 'store_unavailable', message: 'The store is away.' });
      expect(view.connection.phase).toBe('reconnecting');
      jest.runOnlyPendingTimers();
      expect(sources).toHaveLength(failures + 1);
    }
    last().send('tape.failed', { code: 'store_unavailable', message: 'The store is away.' });
    expect(view.connection).toEqual({ phase: 'failed', reason: 'The store is away.' });
  });

  it('is finished when the end was seen but the frame that closes was cut off', () => {
    const { view, last, catchUp } = setUp();
    catchUp();
    const usage = { promptTokens: 1, completionTokens: 1, totalTokens: 2 };
    last().send('generations.cancelled', { topic, version: 2, time: '', data: { usage } }, 'e-2');
    last().lose(CLOSED);
    expect(view.connection.phase).toBe('finished');
  });

  it('does not wait when told to hurry', () => {
    const { view, sources, last, catchUp } = setUp();
    catchUp();
    view.hurry();
    expect(sources).toHaveLength(1);
    last().send('tape.drain', { reason: 'shutdown', retryMs: 60_000 }, 'e-1');
    view.hurry();
    expect(sources).toHaveLength(2);
  });

  it('holds neither a connection nor a timer once closed', () => {
    const { view, last, catchUp } = setUp();
    catchUp();
    view.close();
    expect(last().readyState).toBe(CLOSED);
    expect(jest.getTimerCount()).toBe(0);
  });
});
