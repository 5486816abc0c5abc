import { matchFixtures, orderFixtures, quoteFixtures } from '@tickertape/events/testing';
import type { Topic } from '@tickertape/wire';
import fc from 'fast-check';
import type { Tape } from '../tape';
import type { EventInput } from '../tape-writer';
import { openTape } from './histories';
import { RecordingClient } from './recording-client';
import type { StoreUnderTest } from './tape-store-harness';
import { turn, until } from './turns';

type Samples = Readonly<Record<string, object>>;
const sampled = (samples: Samples, type: string): EventInput => ({ type, data: samples[type] ?? {} });

/** Courses of a topic of a family, `n` events long where that can be, with or without an end. */
const COURSES = {
  generations: (n: number, ends: boolean): EventInput[] => [
    ...Array.from({ length: n }, (_, i) => ({ type: 'generations.delta', data: { text: `${i} ` } })),
    ...(ends ? [{ type: 'generations.cancelled', data: { usage: { inputTokens: 1, outputTokens: n } } }] : []),
  ],
  matches: (_: number, ends: boolean): EventInput[] =>
    ['matches.kicked_off', ...(ends ? ['matches.abandoned'] : [])].map((type) => sampled(matchFixtures.samples, type)),
  orders: (_: number, ends: boolean): EventInput[] =>
    ['orders.received', ...(ends ? ['orders.cancelled'] : [])].map((type) => sampled(orderFixtures.samples, type)),
  quotes: (n: number): EventInput[] =>
    Array.from({ length: n }, () => sampled(quoteFixtures.samples, 'quotes.updated')),
};
type FamilyName = keyof typeof COURSES;

interface Story {
  /** What happens, in order. */
  readonly told: readonly { readonly topic: Topic; readonly event: EventInput }[];
  /** How much of it before the client comes. */
  readonly before: number;
  readonly from: 'start' | '';
  /** So many frames get through on the second connection. */
  readonly second: number;
}

const storiesOf = (...families: FamilyName[]): fc.Arbitrary<Story> =>
  fc
    .record({
      courses: fc.array(
        fc.record({ family: fc.constantFrom(...families), length: fc.integer({ min: 1, max: 9 }), ends: fc.boolean() }),
        { minLength: 1, maxLength: 4 },
      ),
      order: fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      from: fc.constantFrom<'start' | ''>('start', ''),
      second: fc.nat({ max: 6 }),
    })
    .map(({ courses, order, share, ...rest }) => {
      const queues = courses.map(({ family, length, ends }, i) => ({
        topic: `${family}/${i}` as Topic,
        left: COURSES[family](length, ends),
      }));
      // Existence is required of some: each topic has its first event before the client comes.
      const told = queues.flatMap(({ topic, left }) => left.splice(0, 1).map((event) => ({ topic, event })));
      for (let i = 0; queues.some(({ left }) => left.length > 0); i += 1) {
        const waiting = queues.filter(({ left }) => left.length > 0);
        const next = waiting[(order[i % order.length] ?? 0) % waiting.length];
        const event = next?.left.shift();
        if (next && event) told.push({ topic: next.topic, event });
      }
      const before = courses.length + Math.floor(share * (told.length - courses.length + 1));
      return { ...rest, told, before };
    });

/** The topics of a story in the order of their first events. */
const topicsOf = ({ told }: Story): Topic[] => [...new Set(told.map(({ topic }) => topic))];

/** Whoever is cut, wherever that is, gets what it lacks, learns of every end, and has an end itself when all is over. */
export function describeCuts({ open }: StoreUnderTest): void {
  describe('cuts', () => {
    /** Cuts a client once after so many frames, and once more. `false` when the stream did not have so many. */
    const cutAfter = async (
      frames: number,
      story: Story,
      selectors: readonly Topic[],
      maxHz?: number,
    ): Promise<boolean> => {
      let now = 0;
      // Each look at the clock takes a while, so that a throttle never waits for long.
      const elapsed = () => (now += 2);
      const options = { elapsed, random: () => 0.5, pageEvents: 5, recentEvents: 3, heartbeatMs: 1e9 };
      const tape = await openTape(await open(), options);
      try {
        const { told, before, from, second } = story;
        for (const { topic, event } of told.slice(0, before)) await tape.writer.append(topic, [event]);
        const client = new RecordingClient(tape, selectors, maxHz);
        await client.connect(from);
        client.framesLeft = frames;
        // It is slow at first, so that what it gets then is merged.
        client.fill();
        await turn();
        now += 1_000;
        client.drain();
        await until(() => client.framesLeft <= 0 || client.isCaughtUp);
        await appendTogether(tape, story);
        const heads = new Map(
          await Promise.all(topicsOf(story).map(async (topic) => [topic, await tape.store.head(topic)] as const)),
        );
        const hasAll = () => [...heads].every(([topic, { version }]) => client.version(topic) === version);
        await until(() => client.framesLeft <= 0 || hasAll());
        const wasCut = client.framesLeft <= 0;

        if (await client.connect(client.lastEventId || from)) {
          client.framesLeft = second;
          await until(() => client.framesLeft <= 0 || client.isCaughtUp);
        }
        const goesOn = await client.connect(client.lastEventId || from);
        if (goesOn) await until(() => client.isCaughtUp);

        expect(client.faults).toEqual([]);
        for (const [topic, { version, closed }] of heads) {
          const named = selectors.includes(topic);
          // That nothing will follow is said by the 204 too.
          const isTold = client.finished.has(topic) || !goesOn;
          const seen = { topic, version: client.version(topic), closed: isTold };
          expect(seen).toEqual({ topic, version, closed });
          // One that is named is told at every connection, since it may end the stream; of a whole family, where it may be lost.
          if (named && closed && goesOn) expect([...client.closed]).toContain(topic);
          if (!named) expect(client.finished.get(topic) ?? 0).toBeLessThanOrEqual(3);
        }
        const isOver = selectors.every((topic) => heads.get(topic)?.closed);
        expect(client.ended || !goesOn).toBe(isOver);
        return wasCut;
      } finally {
        await tape.close();
      }
    };

    /** What comes while the client is there, of all topics at once. */
    const appendTogether = (tape: Tape, { told, before }: Story): Promise<unknown> => {
      const rest = told.slice(before);
      return Promise.all(
        [...new Set(rest.map(({ topic }) => topic))].map(async (topic) => {
          for (const each of rest) if (each.topic === topic) await tape.writer.append(topic, [each.event]);
        }),
      );
    };

    const cutEverywhere = async (story: Story, selectors: readonly Topic[], maxHz?: number): Promise<void> => {
      for (let frames = 0; await cutAfter(frames, story, selectors, maxHz); frames += 1);
    };

    it('at every frame of topics that are named and may finish', async () => {
      const stories = storiesOf('generations', 'matches', 'orders', 'quotes');
      await fc.assert(
        fc.asyncProperty(stories, (story) => cutEverywhere(story, topicsOf(story))),
        { numRuns: 25 },
      );
    }, 120_000);

    it('at every frame of a throttled stream of topics that may finish', async () => {
      await fc.assert(
        fc.asyncProperty(storiesOf('generations', 'quotes'), (story) => cutEverywhere(story, topicsOf(story), 1_000)),
        { numRuns: 25 },
      );
    }, 120_000);

    it('at every frame of whole families whose topics may finish', async () => {
      await fc.assert(
        fc.asyncProperty(storiesOf('matches', 'quotes'), fc.boolean(), (story, alone) =>
          cutEverywhere(
            story,
            alone ? ['matches/*', 'quotes/*'] : [...topicsOf(story).slice(0, 1), 'matches/*', 'quotes/*'],
          ),
        ),
        { numRuns: 25 },
      );
    }, 120_000);
  });
}
