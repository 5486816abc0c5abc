import { setImmediate } from 'node:timers/promises';
import { Turns } from './turns';

describe('the turns of the event loop', () => {
  it('are given one to each piece of work, in the order in which they were asked for', async () => {
    const turns = new Turns();
    const log: string[] = [];
    const again = (): void => turns.next(() => log.push('a again'));
    turns.next(() => (log.push('a'), again()));
    turns.next(() => log.push('b'));
    const seen: string[] = [];
    while (log.length < 3) {
      await setImmediate();
      seen.push(log.join(', '));
    }
    expect(seen).toEqual(['a', 'a, b', 'a, b, a again']);
  });

  it('are taken at once when nobody else waits', async () => {
    const turns = new Turns();
    for (let i = 0; i < 2; i += 1) {
      let taken = false;
      turns.next(() => (taken = true));
      await setImmediate();
      expect(taken).toBe(true);
    }
  });
});
