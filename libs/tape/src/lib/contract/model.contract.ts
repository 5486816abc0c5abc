import type { Topic } from '@tickertape/wire';
import fc from 'fast-check';
import type { NewEvent } from '../tape-event';
import type { AppendOptions, TapeStore } from '../tape-store';
import { ALL, note } from './contract-events';
import { TapeModel } from './tape-model';
import type { StoreUnderTest } from './tape-store-harness';

const TOPICS: readonly Topic[] = ['orders/1', 'orders/2', 'feeds/1', 'feeds/2'];

interface Append {
  readonly topic: Topic;
  readonly batch: readonly NewEvent[];
  readonly options: AppendOptions;
}

type Step =
  | { readonly kind: 'append'; readonly append: Append }
  /** Appends and reads that are under way together. */
  | { readonly kind: 'burst'; readonly appends: readonly Append[]; readonly read: Read }
  | { readonly kind: 'read'; readonly read: Read }
  | { readonly kind: 'readBack'; readonly topic: Topic; readonly place: number; readonly limit: number }
  | { readonly kind: 'trim'; readonly topic: Topic; readonly place: number };

interface Read {
  readonly topics: readonly Topic[];
  /** Where on the tape, from 0 for before its beginning to 1 for its end. */
  readonly place: number;
  readonly limit: number;
}

const topic = fc.constantFrom(...TOPICS);
const limit = fc.integer({ min: 1, max: 6 });
const place = fc.constantFrom(0, 0.2, 0.4, 0.6, 0.8, 1);
const selector = fc.array(fc.constantFrom<Topic>(...TOPICS, 'orders/*', 'feeds/*', 'none/1'), {
  minLength: 1,
  maxLength: 4,
});
const event = fc.record({ n: fc.nat(99), id: fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: undefined }) });
const batch = fc
  .tuple(fc.uniqueArray(event, { selector: ({ id, n }) => id ?? n, minLength: 1, maxLength: 4 }), fc.nat(30))
  .map(([events, dice]) =>
    events.map(({ n, id }, i) => note(n, { id, ...(dice === 0 && i === events.length - 1 && { closes: true }) })),
  );
const append = (expectVersion: fc.Arbitrary<number | undefined>): fc.Arbitrary<Append> =>
  fc.record({ topic, batch, options: fc.record({ expectVersion }) });
const read: fc.Arbitrary<Read> = fc.record({ topics: selector, place, limit });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('append' as const),
    append: append(fc.option(fc.nat(8), { nil: undefined, freq: 3 })),
  }),
  fc.record({
    kind: fc.constant('burst' as const),
    appends: fc.array(append(fc.constant(undefined)), { minLength: 2, maxLength: 8 }),
    read,
  }),
  fc.record({ kind: fc.constant('read' as const), read }),
  fc.record({ kind: fc.constant('readBack' as const), topic, place, limit }),
  fc.record({ kind: fc.constant('trim' as const), topic, place }),
);

const seqAt = (model: TapeModel, at: number) => Math.round(model.lastSeq() * at);

/** The code with which the store must refuse, or nothing. */
function refusal(model: TapeModel, { topic, batch, options: { expectVersion } }: Append): string | undefined {
  const { version, closed } = model.head(topic);
  if (batch.every(({ id }) => model.stored(topic, id))) return undefined;
  if (closed) return 'closed';
  return expectVersion !== undefined && expectVersion !== version ? 'conflict' : undefined;
}

async function appendAlone(store: TapeStore, model: TapeModel, one: Append): Promise<void> {
  const stored = one.batch.map(({ id }) => model.stored(one.topic, id));
  const code = refusal(model, one);
  const outcome = store.append(one.topic, one.batch, one.options);
  if (code) return expect(outcome).rejects.toMatchObject({ code });
  const { events, repeated } = await outcome;
  expect(repeated).toBe(stored.every(Boolean));
  expect(events.map((event, i) => stored[i] ?? event)).toStrictEqual(events);
  const fresh = events.filter((_, i) => !stored[i]);
  const { version } = model.head(one.topic);
  expect(fresh.map((event) => event.version)).toEqual(fresh.map((_, i) => version + 1 + i));
  expect(fresh.every((event) => event.seq > model.lastSeq())).toBe(true);
  model.take(fresh);
}

async function appendTogether(store: TapeStore, model: TapeModel, appends: readonly Append[], { topics, place }: Read) {
  const after = seqAt(model, place);
  const before = model.lastSeq();
  const outcomes = Promise.allSettled(appends.map((one) => store.append(one.topic, one.batch, one.options)));
  const page = await store.read(topics, after, ALL);
  for (const outcome of await outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'closed' });
  }
  // Whatever the order in which they came, the tape is the judge: dense, without a repeated id, and each result on it.
  const appended = await store.read(['orders/*', 'feeds/*'], before, ALL);
  for (const topic of TOPICS) {
    const { version, closed } = model.head(topic);
    const versions = appended.filter((event) => event.topic === topic).map((event) => event.version);
    expect(versions).toEqual(versions.map((_, i) => version + 1 + i));
    if (closed) expect(versions).toEqual([]);
  }
  model.take(appended);
  for (const outcome of await outcomes) {
    if (outcome.status === 'rejected') continue;
    for (const event of outcome.value.events) {
      expect(model.read([event.topic], event.seq - 1, 1)).toStrictEqual([event]);
      if (event.id !== undefined) expect(model.stored(event.topic, event.id)).toStrictEqual(event);
    }
  }
  // What was read meanwhile is the tape up to some place, without a hole before it.
  expect(page).toStrictEqual(model.read(topics, after, page.length));
}

async function perform(store: TapeStore, model: TapeModel, step: Step): Promise<void> {
  if (step.kind === 'append') return appendAlone(store, model, step.append);
  if (step.kind === 'burst') return appendTogether(store, model, step.appends, step.read);
  const seq = seqAt(model, step.kind === 'read' ? step.read.place : step.place);
  if (step.kind === 'read') {
    const { topics, limit } = step.read;
    expect(await store.read(topics, seq, limit)).toStrictEqual(model.read(topics, seq, limit));
  } else if (step.kind === 'readBack') {
    expect(await store.readBack(step.topic, seq, step.limit)).toStrictEqual(
      model.readBack(step.topic, seq, step.limit),
    );
  } else {
    await store.trim(step.topic, seq);
    model.trim(step.topic, seq);
  }
}

export function describeModel({ open, reopen }: StoreUnderTest): void {
  describe('any sequence of calls', () => {
    it('answers as a plain list would', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
          const model = new TapeModel();
          let store = await open();
          for (const one of steps) await perform(store, model, one);
          if (reopen) store = await reopen(store);
          for (const topic of TOPICS) expect(await store.head(topic)).toStrictEqual(model.head(topic));
          expect(await store.lastSeq()).toBe(model.lastSeq());
          expect(await store.topics({ family: 'orders', limit: ALL })).toEqual(model.topics('orders'));
          expect(await store.read(TOPICS, 0, ALL)).toStrictEqual(model.read(TOPICS, 0, ALL));
          await store.close();
        }),
        { numRuns: 100 },
      );
    });
  });
}
