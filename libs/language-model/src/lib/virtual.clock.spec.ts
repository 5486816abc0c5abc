import { VirtualClock } from './virtual.clock';

const nap = (clock: VirtualClock, ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));

describe('The virtual clock', () => {
  it('wakes sleepers in the order of their due times, each at its own time', async () => {
    const clock = new VirtualClock();
    const woken: [string, number][] = [];
    const sleeper = async (name: string, ...naps: number[]) => {
      for (const ms of naps) {
        await nap(clock, ms);
        woken.push([name, clock.now()]);
      }
    };
    const all = Promise.all([sleeper('a', 10, 10), sleeper('b', 5, 10), sleeper('c', 30)]);
    await clock.advance(20);
    expect(woken).toEqual([
      ['b', 5],
      ['a', 10],
      ['b', 15],
      ['a', 20],
    ]);
    expect([clock.now(), clock.sleeping]).toEqual([20, 1]);
    await clock.advance(10);
    await all;
  });

  it('jumps to the next sleeper by itself when asked to', async () => {
    const clock = new VirtualClock({ autoAdvance: true });
    const times: number[] = [];
    const sleeper = async (ms: number) => {
      await nap(clock, ms);
      times.push(clock.now());
    };
    await Promise.all([sleeper(3_600_000), sleeper(1000), sleeper(1000)]);
    expect(times).toEqual([1000, 1000, 3_600_000]);
  });

  it('forgets a sleeper that is called off', async () => {
    const clock = new VirtualClock();
    let woken = false;
    clock.after(1000, () => (woken = true))();
    expect(clock.sleeping).toBe(0);
    await clock.advance(2000);
    expect(woken).toBe(false);
  });
});
