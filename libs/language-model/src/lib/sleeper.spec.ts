import { systemClock } from './clock';
import { Sleeper } from './sleeper';

describe('A sleeper on the system clock', () => {
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

  it('sleeps for the time it was told, and leaves nothing behind', async () => {
    const startMs = systemClock.now();
    const sleeper = new Sleeper(systemClock, abort.signal);
    const sleep = sleeper.sleep(250);
    expect([jest.getTimerCount(), listeners]).toEqual([1, 1]);
    jest.advanceTimersByTime(250);
    await sleep;
    expect(systemClock.now() - startMs).toBe(250);
    sleeper[Symbol.dispose]();
    expect([jest.getTimerCount(), listeners]).toEqual([0, 0]);
  });

  it('wakes at once on abort, and leaves no timer and no listener', async () => {
    const sleeper = new Sleeper(systemClock, abort.signal);
    const sleep = sleeper.sleep(60_000);
    abort.abort();
    await sleep;
    sleeper[Symbol.dispose]();
    expect([jest.getTimerCount(), listeners]).toEqual([0, 0]);
  });

  it('does not go to sleep on an aborted signal', async () => {
    abort.abort();
    const sleeper = new Sleeper(systemClock, abort.signal);
    await sleeper.sleep(60_000);
    sleeper[Symbol.dispose]();
    expect([jest.getTimerCount(), listeners]).toEqual([0, 0]);
  });

  it('sleeps long where a timer would overflow and fire at once', async () => {
    const sleep = new Sleeper(systemClock, abort.signal).sleep(2 ** 40);
    jest.advanceTimersByTime(24 * 3_600_000);
    expect(jest.getTimerCount()).toBe(1);
    abort.abort();
    await sleep;
  });
});
