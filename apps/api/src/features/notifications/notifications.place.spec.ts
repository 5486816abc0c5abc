import { formatCursor, type Cursor } from '@tickertape/wire';
import { versionAt } from './notifications.place';
import { Notified } from './notified.testing';

let notified: Notified;
beforeEach(async () => {
  notified = await Notified.start();
});
afterEach(() => notified.stop());

const place = (cursor: Partial<Cursor>) =>
  versionAt(notified.tape, 'notifications/me', formatCursor({ epoch: notified.tape.store.epoch, seq: 0, ...cursor }));
const refused = (message: string) =>
  expect.objectContaining({ message: expect.stringContaining(message) as string }) as Error;

/** Three notifications, each with an event of somebody else before it: they are 2, 4 and 6 on the tape. */
async function tellThree(): Promise<void> {
  for (const actor of ['ann', 'bob', 'cleo']) {
    await notified.like(actor, 'me');
    await notified.told('me');
  }
}

it('is the version of the last event up to a place, and of none after it', async () => {
  await tellThree();
  const versions = await Promise.all([0, 1, 2, 3, 4, 5, 6].map((seq) => place({ seq })));
  expect(versions).toEqual([0, 0, 1, 1, 2, 2, 3]);
});

it('is, inside a page that was conflated, where the reader is, not where the page ends', async () => {
  await tellThree();
  expect(await place({ seq: 4, page: { after: 1, upTo: 6 } })).toBe(2);
});

it('is known of trimmed events where nothing is retained before it, and told where it is not', async () => {
  await tellThree();
  await notified.tape.states.save('notifications/me');
  await notified.tape.store.trim('notifications/me', 4);
  expect(await place({ seq: 6 })).toBe(3);
  expect(await place({ seq: 5 })).toBe(2);
  expect(await place({ seq: 4 })).toBe(2);
  await expect(place({ seq: 3 })).rejects.toThrow(refused('older than what is kept'));
});

it('is refused for a cursor that is none, of another tape, or ahead', async () => {
  await tellThree();
  await expect(versionAt(notified.tape, 'notifications/me', 'start')).rejects.toThrow(refused('is not a cursor'));
  await expect(place({ epoch: 'other', seq: 1 })).rejects.toThrow(refused('of another tape'));
  await expect(place({ seq: 7 })).rejects.toThrow(refused('ahead of the tape'));
  await expect(place({ seq: 2, page: { after: 1, upTo: 7 } })).rejects.toThrow(refused('ahead of the tape'));
});
