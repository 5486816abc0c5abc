import type { NotificationCounts } from '@tickertape/events';
import fc from 'fast-check';
import type { NotificationsResource } from './notifications.service';
import { Device } from './device.testing';
import { ForgetfulStore, Notified } from './notified.testing';
import { Recount } from './recount.testing';

const actor = fc.constantFrom('ann', 'bob', 'cleo');
const device = fc.constantFrom(0, 1);
const relation = fc.constantFrom(
  'relations.followed',
  'relations.unfollowed',
  'relations.muted',
  'relations.unmuted',
  'relations.blocked',
  'relations.unblocked',
);
const action = fc.oneof(
  { weight: 5, arbitrary: fc.record({ what: fc.constant('like'), actor, photo: fc.constantFrom('sea', 'sky') }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('remove'), actor, nth: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('relate'), actor, relation, byMe: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ what: fc.constant('receive'), device, limit: fc.nat(4) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constantFrom('seen', 'read', 'page'), device }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('ids'), device, nth: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('settle') }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('restart') }) },
);
type Action = Partial<
  Record<'actor' | 'photo', string> & Record<'nth' | 'device' | 'limit', number> & { byMe: boolean; relation: string }
> & { what: string };

interface Seen extends NotificationCounts {
  readonly version: number;
}

/** A user with two devices, and what each of them and each answer has said. */
class Afternoon {
  readonly said: Seen[] = [];
  /** Of each mark by place: the version that its device had. */
  readonly marked: number[] = [];
  readonly devices: readonly Device[];
  private readonly published = new Map<string, string[]>();
  private readonly underWay: Promise<unknown>[] = [];

  constructor(private readonly notified: Notified) {
    this.devices = [new Device(notified), new Device(notified)];
  }

  /** Begins an action; those that say so wait for what is under way. */
  async begin({ what, actor = '', photo, nth = 0, device: index = 0, limit = 0, relation = '', byMe }: Action) {
    const { service } = this.notified;
    const device = this.devices[index] as Device;
    const mine = this.published.get(actor) ?? [];
    if (what === 'like') {
      const id = `${mine.length}.${actor}`;
      this.published.set(actor, [...mine, id]);
      this.underWay.push(this.notified.like(actor, 'me', photo, id));
    }
    const id = mine[nth];
    if (what === 'remove' && id) this.underWay.push(this.notified.remove(actor, id));
    if (what === 'relate') {
      const [user, other] = byMe ? ['me', actor] : [actor, 'me'];
      this.underWay.push(this.notified.relate(user, relation as 'relations.followed', other));
    }
    if (what === 'receive') await this.receive(device, limit);
    if (what === 'page') this.answer(service.get('me'));
    if (what === 'seen' || what === 'read') {
      this.marked.push(device.version);
      const upTo = await device.cursor();
      this.answer(what === 'seen' ? service.markSeen('me', upTo) : service.markRead('me', { upTo }));
    }
    const group = device.state.items[nth]?.id;
    if (what === 'ids' && group) this.answer(service.markRead('me', { ids: [group, 'unknown'] }));
    if (what === 'settle') await this.end();
    if (what === 'restart') await this.notified.restart();
  }

  async receive(device: Device, limit: number): Promise<void> {
    for (const { version, data } of await device.receive(limit)) {
      const { unseen, unread } = data as NotificationCounts;
      this.said.push({ version, unseen, unread });
    }
    const { unseen, unread } = device.state;
    this.said.push({ version: device.version, unseen, unread });
  }

  async end(): Promise<void> {
    await Promise.all(this.underWay);
    await this.notified.source.settled();
  }

  private answer(answer: Promise<NotificationsResource>): void {
    this.underWay.push(answer.then(({ version, unseen, unread }) => this.said.push({ version, unseen, unread })));
  }
}

/** What is right at each version, by another way to count. */
async function expectTrueEvents(
  notified: Notified,
  marked: readonly number[],
): Promise<Map<number, NotificationCounts>> {
  const recount = new Recount();
  const truth = new Map([[0, recount.counts]]);
  const told = new Set<string>();
  for (const event of await notified.events('me')) {
    recount.take(event);
    truth.set(event.version, recount.counts);
    expect(event.data).toMatchObject(recount.counts);
    const { upTo, activityId = '' } = event.data as { upTo?: number; activityId?: string };
    if (upTo !== undefined) expect(marked).toContain(upTo);
    if (event.type !== 'notifications.added' || activityId.startsWith('follow.')) continue;
    expect(told).not.toContain(activityId);
    told.add(activityId);
  }
  return truth;
}

it('pushes the counts of a recount, the same at each version wherever they are said, and marks what the device had', async () => {
  const order = fc.infiniteStream(fc.nat());
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 60, size: 'max' }), order, async (actions, order) => {
      // Each restart does all the work again: whatever was noted of it is lost.
      const notified = await Notified.start(new ForgetfulStore());
      try {
        const afternoon = new Afternoon(notified);
        for (const one of actions) await afternoon.begin(one);
        await afternoon.end();
        for (const device of afternoon.devices) await afternoon.receive(device, 1_000);
        const truth = await expectTrueEvents(notified, afternoon.marked);

        // A client that takes what is newer by its version, in whatever order it comes.
        let view: Seen = { version: 0, unseen: 0, unread: 0 };
        const places = afternoon.said.map((one) => ({ one, at: order.next().value ?? 0 }));
        for (const { one } of places.sort((a, b) => a.at - b.at)) {
          const { version, ...counts } = one;
          expect(counts).toEqual(truth.get(version));
          if (version > view.version) view = one;
        }
        const { version, unseen, unread } = await notified.service.get('me');
        expect(view).toEqual({ version, unseen, unread });
      } finally {
        await notified.stop();
      }
    }),
    { numRuns: 150 },
  );
});
