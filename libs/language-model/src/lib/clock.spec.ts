import { systemClock } from './clock';

describe('The system clock', () => {
  let abort: AbortController;
  let listeners: number;

  beforeEach(() => {
    jest.useFakeTimers();
    abort = new AbortController();
    listeners = 0;
    const { signal } = abort;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    jest.spyOn(signal, 'addEventListener').mockImplementation((...args: Parameters<typeof add>) => {
      listeners++;
      add(...args);
    });
    jest.spyOn(signal, 'removeEventListener').mockImplementation((...args: Parameters<typeof remove>) => {
      listeners--;
      remove(...args);
    });
  });
  afterEach(() => jest.useRealTimers());

  it('sleeps for the time it was told, and leaves no listener', async () => {
    const startMs = systemClock.now();
    const sleep = systemClock.sleep(250, abort.signal);
    expect([jest.getTimerCount(), listeners]).toEqual([1, 1]);
    jest.advanceTimersByTime(250);
    await sleep;
    expect(systemClock.now() - startMs).toBe(250);
    expect([jest.getTimerCount(), listeners]).toEqual([0, 0]);
  });

  it('wakes at once on abort, and leaves no timer and no listener', async () => {
    const sleep = systemClock.sleep(60_000, abort.signal);
    abort.abort();
    await sleep;
    expect([jest.getTimerCount(), listeners]).toEqual([0, 0]);
  });

  it('does not go to sleep on an aborted signal', async () => {
    abort.abort();
    await systemClock.sleep(60_000, abort.signal);
    expect([jest.getTimerCount(), listeners]).toEqual([0, 0]);
  });

  it('sleeps long where a timer would overflow and fire at once', async () => {
    const sleep = systemClock.sleep(2 ** 40, abort.signal);
    jest.advanceTimersByTime(24 * 3_600_000);
    expect(jest.getTimerCount()).toBe(1);
    abort.abort();
    await sleep;
  });
});
