import { MessageQueue } from './message-queue';

const open = () => {
  const calls: string[] = [];
  const queue = new MessageQueue<number>(
    () => calls.push('return'),
    () => calls.push('next'),
  );
  return { queue, calls };
};

describe('a queue of messages', () => {
  it('gives them in order, those that wait and those to come', async () => {
    const { queue, calls } = open();
    queue.push(1);
    queue.push(2);
    expect(await queue.next()).toEqual({ done: false, value: 1 });
    expect(await queue.next()).toEqual({ done: false, value: 2 });
    const third = queue.next();
    queue.push(3);
    expect(await third).toEqual({ done: false, value: 3 });
    expect(calls).toEqual(['next']);
  });

  it('gives what waits before it ends, and before it fails', async () => {
    for (const end of ['finish', 'fail'] as const) {
      const { queue, calls } = open();
      queue.push(1);
      queue[end](new Error('over'));
      queue.push(2);
      expect(await queue.next()).toEqual({ done: false, value: 1 });
      if (end === 'fail') await expect(queue.next()).rejects.toThrow('over');
      expect(await queue.next()).toEqual({ done: true, value: undefined });
      expect(calls).toEqual(['return']);
    }
  });

  it('ends all who wait, and fails the first of them', async () => {
    const { queue } = open();
    const [first, second] = [queue.next(), queue.next()];
    queue.fail(new Error('over'));
    await expect(first).rejects.toThrow('over');
    expect(await second).toEqual({ done: true, value: undefined });
  });

  it('fails with what the wish for the next one throws', async () => {
    const queue = new MessageQueue<number>(
      () => {},
      () => {
        throw new Error('closed');
      },
    );
    await expect(queue.next()).rejects.toThrow('closed');
    expect(await queue.next()).toEqual({ done: true, value: undefined });
  });

  it('drops what waits when the loop is left', async () => {
    const { queue, calls } = open();
    queue.push(1);
    await queue.return();
    expect(await queue.next()).toEqual({ done: true, value: undefined });
    expect(calls).toEqual(['return']);
  });
});
