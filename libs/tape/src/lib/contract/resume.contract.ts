import { newsFixtures } from '@tickertape/events/testing';
import { formatCursor, type Topic } from '@tickertape/wire';
import fc from 'fast-check';
import { histories, mergingHistories, openTape, type TopicHistory } from './histories';
import { RecordingClient } from './recording-client';
import type { StoreUnderTest } from './tape-store-harness';
import { turn, until } from './turns';

/** What happens next: an event is appended, or something befalls the client. */
type Act = 'append' | 'cut' | 'cut-later' | 'reconnect' | 'fill' | 'drain' | 'pass-time' | 'slow-spell';

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant<Act>('append') },
    {
      weight: 4,
      arbitrary: fc.constantFrom<Act[]>('cut', 'cut-later', 'reconnect', 'fill', 'drain', 'pass-time', 'slow-spell'),
    },
  ),
  { maxLength: 120 },
);

/** What readers promise depends on the store too: over random histories and random misfortunes, resume is exact. */
export function describeResume({ open }: StoreUnderTest): void {
  describe('resume', () => {
    const story = async (
      topics: readonly TopicHistory[],
      happenings: readonly Act[],
      begin: 'start' | '',
    ): Promise<void> => {
      let now = 1_000_000;
      // Small pages, so that histories span several of them, and little memory, so that the store is asked as well.
      const recentEvents = happenings.length % 6;
      const tape = await openTape(await open(), {
        elapsed: () => now,
        random: () => 0.5,
        pageEvents: 5,
        recentEvents,
        heartbeatMs: 1e8,
      });
      try {
        const queues = topics.map(({ topic, events }) => ({ topic, left: [...events] }));
        const append = async (i: number): Promise<void> => {
          const queue = queues[i % queues.length];
          const event = queue?.left.shift();
          if (queue && event) await tape.writer.append(queue.topic, [event]);
        };
        for (let i = 0; i < queues.length; i += 1) await append(i);

        const names = topics.map(({ topic }) => topic);
        const client = new RecordingClient(tape, names);
        await client.connect(begin);
        for (const [i, act] of happenings.entries()) {
          if (act === 'append') await append(i * 7);
          else if (act === 'cut') client.leave();
          else if (act === 'cut-later') client.framesLeft = Math.min(client.framesLeft, i % 5);
          else if (act === 'reconnect') await client.connect(client.lastEventId || begin);
          else if (act === 'fill') client.fill();
          else if (act === 'drain') client.drain();
          else if (act === 'pass-time') now += 300;
          else {
            // Its socket is full for a while, it gets a merged page, and is perhaps cut in the middle of that.
            client.fill();
            for (let n = 0; n < 8; n += 1) await append(i + n);
            now += 300;
            client.framesLeft = Math.min(client.framesLeft, i % 5);
            client.drain();
            await turn();
            if (client.framesLeft <= 0) await client.connect(client.lastEventId || begin);
          }
          if (i % 3 === 0) await turn();
        }
        for (let i = 0; queues.some(({ left }) => left.length > 0); i += 1) await append(i);

        const heads = await Promise.all(names.map((topic) => tape.store.head(topic)));
        await client.connect(client.lastEventId || begin);
        await until(() => names.every((topic, i) => client.version(topic) === heads[i]?.version));

        expect(client.faults).toEqual([]);
        const seqs = client.events.map(({ id }) => Number(id.split('-')[1]?.split('.')[0]));
        expect(seqs.every((seq, i) => i === 0 || seq > (seqs[i - 1] ?? 0))).toBe(true);
        expect(client.frames.every(({ id }) => typeof id === 'string')).toBe(true);
        const uncut = new RecordingClient(tape, names);
        await uncut.connect('start');
        await until(() => names.every((topic, i) => uncut.version(topic) === heads[i]?.version));
        expect(Object.fromEntries(client.states)).toEqual(Object.fromEntries(uncut.states));
      } finally {
        await tape.close();
      }
    };

    it('gives a reader that is cut, full and slow at random what an uncut one has, once and in order', async () => {
      await fc.assert(
        fc.asyncProperty(histories, acts, fc.constantFrom<'start' | ''>('start', ''), (topics, happenings, begin) =>
          story(topics, happenings, begin),
        ),
        { numRuns: 150 },
      );
    }, 60_000);

    it('gives a slow reader merged pages, and goes on in the middle of one', async () => {
      await fc.assert(
        fc.asyncProperty(mergingHistories, acts, (topics, happenings) => story(topics, happenings, 'start')),
        { numRuns: 150 },
      );
    }, 60_000);

    it('shows a whole family as it was at every cursor, and gives exactly what follows', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 25 }), async (channels) => {
          const tape = await openTape(await open(), { pageEvents: 4, recentEvents: channels.length % 6 });
          try {
            const event = { type: 'news.published', data: newsFixtures.samples['news.published'] };
            for (const channel of channels) await tape.writer.append(`news/${channel}`, [event]);
            const appended = await tape.store.read(['news/*'], 0, channels.length + 1);
            for (const [before, { seq }] of [{ seq: 0 }, ...appended].entries()) {
              const client = new RecordingClient(tape, ['news/*']);
              await client.connect(formatCursor({ epoch: tape.store.epoch, seq }), ['news/*']);
              await until(() => client.seen('tape.caught-up').length > 0);
              expect(client.faults).toEqual([]);
              const shown = new Set(channels.slice(0, before));
              expect(client.seen('tape.snapshot')).toHaveLength(shown.size);
              expect(client.events).toHaveLength(channels.length - before);
              for (const channel of new Set(channels)) {
                expect(client.version(`news/${channel}`)).toBe(channels.filter((other) => other === channel).length);
              }
            }
          } finally {
            await tape.close();
          }
        }),
        { numRuns: 20 },
      );
    }, 60_000);

    it('shows the same state from a snapshot and its tail as from a full replay, at every cursor', async () => {
      await fc.assert(
        fc.asyncProperty(histories, async (topics) => {
          const tape = await openTape(await open(), { pageEvents: 4, recentEvents: 2 });
          try {
            const names: Topic[] = topics.map(({ topic }) => topic);
            const snapshots: RecordingClient[] = [];
            const longest = Math.max(...topics.map(({ events }) => events.length));
            for (let n = 0; n < longest; n += 1) {
              for (const { topic, events } of topics) {
                const event = events[n];
                if (event) await tape.writer.append(topic, [event]);
              }
              const client = new RecordingClient(tape, names);
              await client.connect();
              snapshots.push(client);
            }
            const whole = new RecordingClient(tape, names);
            await whole.connect('start');
            const heads = await Promise.all(names.map((topic) => tape.store.head(topic)));
            const caughtUp = (client: RecordingClient) =>
              names.every((topic, i) => client.version(topic) === heads[i]?.version);
            await until(() => [...snapshots, whole].every(caughtUp));
            for (const client of snapshots) {
              expect(client.faults).toEqual([]);
              expect(Object.fromEntries(client.states)).toEqual(Object.fromEntries(whole.states));
            }
          } finally {
            await tape.close();
          }
        }),
        { numRuns: 30 },
      );
    }, 60_000);
  });
}
