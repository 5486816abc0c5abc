import { notifications } from '@tickertape/events';
import { MemoryTapeStore, Tape } from '@tickertape/tape';
import { NotificationsWriter, type Change } from './notifications.writer';

let tape: Tape;
let writer: NotificationsWriter;
beforeEach(async () => {
  tape = await Tape.open(new MemoryTapeStore());
  tape.families.register({ family: notifications, check: () => [] });
  writer = new NotificationsWriter(tape);
});
afterEach(() => tape.close());

const added = (activityId: string, photo = 'sea'): Change => ({
  type: 'notifications.added',
  data: { group: photo, activityId, actor: 'ann', verb: 'like', subject: { type: 'photo', id: photo } },
  id: activityId,
});
const seen = (upTo: number): Change => ({ type: 'notifications.seen', data: { upTo } });
const counted = async () =>
  (await tape.store.read(['notifications/me'], 0, 100)).map(({ type, data }) => [
    type.slice('notifications.'.length),
    (data as { unseen: number }).unseen,
    (data as { unread: number }).unread,
  ]);

it('gives each of several events the counts as they are after it', async () => {
  await writer.change('me', () => [added('1'), added('2', 'sky'), seen(1), added('3')]);
  expect(await counted()).toEqual([
    ['added', 1, 1],
    ['added', 2, 2],
    ['seen', 1, 2],
    ['added', 2, 2],
  ]);
});

it('decides and counts anew when somebody else has appended meanwhile', async () => {
  const append = tape.writer.append.bind(tape.writer);
  const spy = jest.spyOn(tape.writer, 'append').mockImplementationOnce(async (...args) => {
    const foreign = { ...added('0', 'sky'), data: { ...added('0', 'sky').data, unseen: 1, unread: 1 } };
    await append('notifications/me', [foreign]);
    return append(...args);
  });
  await writer.change('me', ({ items }) => [added(`after ${items.length}`)]);
  expect(spy).toHaveBeenCalledTimes(2);
  expect(await counted()).toEqual([
    ['added', 1, 1],
    ['added', 2, 2],
  ]);
  expect((await tape.store.read(['notifications/me'], 0, 100)).at(-1)?.id).toBe('after 1');
});

it('appends nothing that would change nothing', async () => {
  await writer.change('me', () => [added('1'), seen(1)]);
  await writer.change('me', () => [seen(1)]);
  await writer.change('me', () => []);
  await writer.change('me', () => [{ type: 'notifications.retracted', data: { group: 'sea', activityId: 'unknown' } }]);
  expect(await counted()).toHaveLength(2);
});

it('lets a user’s changes wait for one another, and nobody else’s', async () => {
  const log: string[] = [];
  let go = (): void => undefined;
  const gate = new Promise<void>((resolve) => (go = resolve));
  const append = tape.writer.append.bind(tape.writer);
  jest.spyOn(tape.writer, 'append').mockImplementationOnce(async (...args) => {
    await gate;
    return append(...args);
  });
  const decide = (name: string) => () => {
    log.push(name);
    return [added(name)];
  };
  const first = writer.change('me', decide('first'));
  const second = writer.change('me', decide('second'));
  await writer.change('you', decide('other'));
  expect(log).toEqual(['first', 'other']);
  go();
  await Promise.all([first, second]);
  expect(log).toEqual(['first', 'other', 'second']);
});

it('goes on after a change that failed', async () => {
  const failing = writer.change('me', () => {
    throw new Error('no');
  });
  const next = writer.change('me', () => [added('1')]);
  await expect(failing).rejects.toThrow('no');
  await next;
  expect(await counted()).toEqual([['added', 1, 1]]);
});
