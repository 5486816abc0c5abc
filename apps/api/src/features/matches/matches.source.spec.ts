import { matches, type MatchState } from '@tickertape/events';
import { matchDtos, checkEventData } from '@tickertape/events/dto';
import { MemoryTapeStore, Tape } from '@tickertape/tape';
import type { Topic } from '@tickertape/wire';
import { planEdition } from './matches.edition';
import { Replay } from './matches.source';
import { announce } from './matches.plan';

const SPEED = 3_600;
const FIRST: Topic = 'matches/world-cup-2026-1-001';
const AGAIN: Topic = 'matches/world-cup-2026-2-001';
const TURN_MS = 20;
const HOUR_MS = 3_600_000;

const edition = planEdition(1, SPEED);

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] }));
afterEach(() => jest.useRealTimers());

async function openTape(): Promise<Tape> {
  const tape = await Tape.open(new MemoryTapeStore());
  tape.families.register({ family: matches, check: (type, data) => checkEventData(matchDtos, type, data) });
  return tape;
}

/** Replays until it is so, and stops as a server that goes down does. */
async function replayUntil(tape: Tape, isSo: () => Promise<boolean>): Promise<void> {
  const replay = new Replay(tape, SPEED);
  replay.onApplicationBootstrap();
  while (!(await isSo())) await jest.advanceTimersByTimeAsync(TURN_MS);
  await replay.onModuleDestroy();
}

async function told(tape: Tape, topic: Topic): Promise<object[]> {
  const events: object[] = [];
  for await (const { type, data } of tape.history(topic)) events.push({ type, data });
  return events;
}

const versionOf = async (tape: Tape, topic: Topic): Promise<number> => (await tape.store.head(topic)).version;

const [first] = edition;
if (!first) throw new Error('an edition without matches');
const whole = [{ type: 'matches.scheduled', data: announce(first.facts) }, ...first.steps.map(({ event }) => event)];

it.each(whole.map((_, i) => i))('goes on to the same end when it was stopped after %i events', async (stopAt) => {
  const tape = await openTape();
  await replayUntil(tape, async () => (await versionOf(tape, FIRST)) >= stopAt);
  expect(await versionOf(tape, FIRST)).toBeLessThan(whole.length);
  await replayUntil(tape, async () => (await tape.store.head(FIRST)).closed);
  expect(await told(tape, FIRST)).toEqual(whole);
  await tape.close();
});

it('tells at once, after a long time without a server, what was due meanwhile in a match that had begun', async () => {
  const tape = await openTape();
  await replayUntil(tape, async () => (await versionOf(tape, FIRST)) >= 2);
  jest.setSystemTime(Date.now() + 86_400_000);
  const returned = Date.now();
  await replayUntil(tape, async () => (await tape.store.head(FIRST)).closed);
  expect(Date.now() - returned).toBeLessThan(1_000);
  const second = (await tape.states.get('matches/world-cup-2026-1-002')).state as MatchState;
  expect(['scheduled', 'first_half']).toContain(second.status);
  await tape.close();
});

it('plays all matches to their real scores, and begins again a day after', async () => {
  const tape = await openTape();
  const final: Topic = `matches/${edition.at(-1)?.id}`;
  let endedAt = Infinity;
  await replayUntil(tape, async () => {
    const isOver = (await tape.store.head(final)).closed;
    if (isOver) endedAt = Math.min(endedAt, Date.now());
    await jest.advanceTimersByTimeAsync(isOver ? HOUR_MS : 2_000);
    return (await versionOf(tape, AGAIN)) > 1;
  });
  expect((Date.now() - endedAt) / HOUR_MS).toBeGreaterThan(24);
  expect((Date.now() - endedAt) / HOUR_MS).toBeLessThan(26);
  for (const { id, facts, steps } of edition) {
    const topic: Topic = `matches/${id}`;
    const { state, version, closed } = await tape.states.get(topic);
    const { extraTime, fullTime, shootout = null } = facts;
    expect(state).toMatchObject({ status: 'ended', score: extraTime ?? fullTime, shootout });
    expect({ version, closed }).toEqual({ version: steps.length + 1, closed: true });
  }
  expect(await tape.store.topics({ family: 'matches', limit: 1_000 })).toHaveLength(2 * edition.length);
  await tape.close();
});

it('begins again at once when it starts where all was over', async () => {
  const tape = await openTape();
  for (const { id, facts } of edition) {
    const scheduled = { type: 'matches.scheduled', data: announce(facts), id: 'scheduled' };
    await tape.writer.append(`matches/${id}`, [scheduled, { type: 'matches.abandoned', data: { reason: 'fog' } }]);
  }
  const startedAt = Date.now();
  await replayUntil(tape, async () => (await versionOf(tape, AGAIN)) > 1);
  expect(Date.now() - startedAt).toBeLessThan(5_000);
  await tape.close();
});

it('leaves a match alone that somebody else has ended', async () => {
  const tape = await openTape();
  await replayUntil(tape, async () => (await versionOf(tape, FIRST)) >= 2);
  await tape.writer.append(FIRST, [{ type: 'matches.abandoned', data: { reason: 'fog' } }]);
  const version = await versionOf(tape, FIRST);
  await replayUntil(tape, async () => (await tape.store.head('matches/world-cup-2026-1-002')).closed);
  expect(await versionOf(tape, FIRST)).toBe(version);
  await tape.close();
});
