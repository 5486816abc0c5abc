import { feeds, foldEvents, type Activity, type EventOf, type FeedEvents, type FeedState } from '@tickertape/events';
import { formatTime, MemoryTapeStore, type TapeEvent } from '@tickertape/tape';
import fc from 'fast-check';
import { Fed, ForgetfulStore } from './fed.testing';

const USERS = ['ann', 'ben', 'cleo'] as const;
const CHANGES = [
  'relations.followed',
  'relations.followed',
  'relations.unfollowed',
  'relations.muted',
  'relations.unmuted',
  'relations.blocked',
  'relations.unblocked',
] as const;

type Command =
  | { readonly kind: 'publish'; readonly user: string }
  | { readonly kind: 'change'; readonly user: string; readonly nth: number; readonly removes: boolean }
  | {
      readonly kind: 'relate';
      readonly user: string;
      readonly other: string;
      readonly change: (typeof CHANGES)[number];
    }
  | { readonly kind: 'page'; readonly user: string }
  | { readonly kind: 'pause' }
  | { readonly kind: 'sleep' }
  | { readonly kind: 'wake' };

const user = fc.constantFrom(...USERS);
const change = fc.constantFrom(...CHANGES);
const record = <K extends Command['kind'], T>(kind: K, more: { [Key in keyof T]: fc.Arbitrary<T[Key]> }) =>
  fc.record({ kind: fc.constant(kind), ...more }) as unknown as fc.Arbitrary<{ kind: K } & T>;
const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: record('publish', { user }) },
    { weight: 2, arbitrary: record('change', { user, nth: fc.nat(5), removes: fc.boolean() }) },
    {
      weight: 6,
      arbitrary: record('relate', { user, other: user, change }).filter(({ user, other }) => user !== other),
    },
    { weight: 2, arbitrary: record('page', { user }) },
    { weight: 2, arbitrary: record('pause', {}) },
    { weight: 1, arbitrary: record('sleep', {}) },
    { weight: 1, arbitrary: record('wake', {}) },
  ),
  { minLength: 10, maxLength: 60 },
);

/** A page that a client has, and where its stream goes on. */
interface ClientPage {
  readonly user: string;
  readonly items: readonly Activity[];
  readonly seq: number;
}

async function takePage(fed: Fed, user: string): Promise<ClientPage> {
  const { seq, state } = await fed.tape.states.get(`feeds/${user}`);
  return { user, items: (state as FeedState).items, seq };
}

/** What the client has once its stream has brought all that is there by now. */
async function follow(fed: Fed, { user, items, seq }: ClientPage): Promise<readonly Activity[]> {
  const events = (await fed.events(user)).filter((event) => event.seq > seq).map(toEvent);
  return foldEvents(feeds, { id: user, items }, events).items;
}

const toEvent = ({ type, data, version, time }: TapeEvent) =>
  ({ type, data, version, time: formatTime(time) }) as EventOf<FeedEvents>;

/** What somebody's feed is to be, from nothing but what everybody has done. */
async function expectedFeed(fed: Fed, viewer: string): Promise<readonly Activity[]> {
  const shown = USERS.filter((author) => fed.relations.inFeed(viewer, author).visible);
  const lists = await Promise.all(shown.map((author) => fed.tape.states.get(`activities/${author}`)));
  return lists.flatMap(({ state }) => (state as { items: readonly Activity[] }).items);
}

const byId = (items: readonly Activity[]) => items.toSorted((a, b) => (a.id < b.id ? -1 : 1));

async function run(fed: Fed, all: readonly Command[]): Promise<ClientPage[]> {
  const published = new Map<string, string[]>(USERS.map((name) => [name, []]));
  const pages: ClientPage[] = [];
  for (const [n, command] of all.entries()) {
    if (command.kind === 'publish') published.get(command.user)?.push(await fed.publish(command.user, `${n}`));
    else if (command.kind === 'relate') await fed.relate(command.user, command.change, command.other);
    else if (command.kind === 'page') pages.push(await takePage(fed, command.user));
    else if (command.kind === 'sleep') await fed.sleep();
    else if (command.kind === 'wake') await fed.wake();
    else if (command.kind === 'pause') await fed.settledFeed('ann');
    else {
      const id = published.get(command.user)?.at(command.nth);
      if (id && command.removes) await fed.remove(command.user, id);
      else if (id) await fed.edit(command.user, id, `edited ${n}`);
    }
  }
  return pages;
}

it.each([
  ['restarts', () => new MemoryTapeStore()],
  ['crashes before anything was noted', () => new ForgetfulStore()],
])(
  'every list is what it is to be, on the server and with each client, over any interleaving and %s',
  async (_, open) => {
    await fc.assert(
      fc.asyncProperty(commands, async (all) => {
        const fed = await Fed.start(open());
        const pages = await run(fed, all);
        await fed.wake();
        for (const name of USERS) {
          const items = await fed.settledFeed(name);
          expect(byId(items)).toEqual(byId(await expectedFeed(fed, name)));
          const times = items.map(({ published }) => published);
          expect(times).toEqual(times.toSorted().reverse());
          const ids = (await fed.events(name)).flatMap(({ id }) => id ?? []);
          expect(new Set(ids).size).toBe(ids.length);
        }
        for (const page of pages) expect(await follow(fed, page)).toEqual(await fed.feed(page.user));
        await fed.stop();
      }),
      { numRuns: 300 },
    );
  },
);
