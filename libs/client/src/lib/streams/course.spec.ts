import { ClientError } from '../client-error';
import { DEFAULT_TIMING } from '../client-options';
import { Attempt } from './attempt';
import { Course } from './course';

/** A course with a clock that stands still until it is moved, and without chance. */
function setUp() {
  let now = 0;
  const course = new Course(
    DEFAULT_TIMING,
    () => now,
    () => 1,
  );
  return { course, pass: (ms: number) => (now += ms) };
}

const attempt = (...seen: string[]): Attempt => {
  const shows = { selectors: new Set<string>(), afresh: false };
  const made = new Attempt(new Set(['news/a']), shows, seen.includes('poll'), 0);
  for (const type of seen) made.see(type.includes('.') ? type : `tape.${type}`, {}, 'e-1');
  return made;
};

describe('what follows a connection', () => {
  it('is a wait that grows, until it has caught up', () => {
    const { course } = setUp();
    const waits = Array.from({ length: 3 }, () => course.afterEnd(attempt('hello'), false));
    expect(waits.map((step) => 'waitMs' in step && step.waitMs)).toEqual([500, 1_000, 2_000]);
    expect(waits[0]).toMatchObject({ kind: 'reconnect', reason: 'lost' });
    course.caughtUp(attempt('hello', 'caught-up'));
    expect(course.afterEnd(attempt(), false)).toEqual({ kind: 'reconnect', waitMs: 500, reason: 'unreachable' });
  });

  it('comes no sooner than announced after an ordinary end, nor after an overload', () => {
    const { course } = setUp();
    course.announce(3_000);
    expect(course.afterEnd(attempt('hello'), true)).toMatchObject({ waitMs: 3_000 });
    expect(course.afterEnd(attempt('hello'), false)).toMatchObject({ waitMs: 1_000 });
    const error = new ClientError('overloaded', '', { retryAfterMs: 7_000 });
    expect(course.afterOverload(error)).toEqual({ kind: 'reconnect', waitMs: 7_000, reason: 'unreachable' });
  });

  it('waits for a server no longer than two minutes', () => {
    const { course } = setUp();
    expect(course.afterDrain(attempt('hello'), 1e12)).toMatchObject({ waitMs: 120_000 });
    course.announce(1e12);
    expect(course.afterDrain(attempt('hello'))).toEqual({ kind: 'reconnect', waitMs: 120_000, reason: 'drained' });
  });

  it('is later from the second drain in a row on, when nothing was brought', () => {
    const { course } = setUp();
    const waitMs = (...seen: string[]): unknown => {
      const step = course.afterDrain(attempt('hello', 'caught-up', ...seen), 0);
      return 'waitMs' in step && step.waitMs;
    };
    expect([waitMs(), waitMs(), waitMs()]).toEqual([0, 500, 1_000]);
    expect([waitMs('orders.received'), waitMs(), waitMs()]).toEqual([0, 0, 500]);
    expect([waitMs('tape.heartbeat'), waitMs(), waitMs()]).toEqual([0, 0, 500]);
  });

  it('is at once when the machine was asleep, and soon when a stream fell silent', () => {
    const { course } = setUp();
    expect(course.afterSilence(attempt('hello', 'caught-up'), true)).toMatchObject({ waitMs: 0, reason: 'silent' });
    expect(course.afterSilence(attempt('hello', 'caught-up'), false)).toMatchObject({ waitMs: 500, reason: 'silent' });
    expect(course.polls).toBe(false);
  });

  it('is a poll after two streams of which nothing came', () => {
    const { course } = setUp();
    expect(course.afterSilence(attempt(), false)).toMatchObject({ kind: 'reconnect', waitMs: 0 });
    expect(course.polls).toBe(false);
    course.afterSilence(attempt(), false);
    expect(course.polls).toBe(true);
    expect(course.afterDrain(attempt('poll', 'hello', 'caught-up'), 5)).toEqual({ kind: 'poll', waitMs: 3_750 });
    expect(course.afterEnd(attempt('poll', 'hello', 'caught-up'), true)).toEqual({ kind: 'poll', waitMs: 3_750 });
  });

  it('is a stream again after a while, and a poll at once when nothing comes of it', () => {
    const { course, pass } = setUp();
    for (let silent = 0; silent < 2; silent += 1) course.afterSilence(attempt(), false);
    pass(DEFAULT_TIMING.streamAgainMs);
    expect(course.polls).toBe(false);
    expect(course.afterSilence(attempt(), false)).toEqual({ kind: 'poll', waitMs: 0 });
    expect(course.polls).toBe(true);
    pass(DEFAULT_TIMING.streamAgainMs);
    course.caughtUp(attempt('hello', 'caught-up'));
    expect(course.polls).toBe(false);
    expect(course.afterSilence(attempt(), false)).toMatchObject({ kind: 'reconnect' });
  });

  it('is a stream when polls are not answered either: then it is not the stream', () => {
    const { course } = setUp();
    for (let silent = 0; silent < 2; silent += 1) course.afterSilence(attempt(), false);
    expect(course.afterSilence(attempt('poll'), false)).toMatchObject({ kind: 'reconnect', waitMs: 500 });
    expect(course.polls).toBe(false);
  });

  it('is the end when streams fail on the word of the server, four in a row', () => {
    const { course } = setUp();
    const error = new ClientError('store_failed', '');
    for (let failures = 1; failures < 4; failures += 1) {
      expect(course.afterFailure(error)).toMatchObject({ kind: 'reconnect', reason: 'failed' });
    }
    expect(course.afterFailure(error)).toEqual({ kind: 'fail', error });
    course.startOver();
    expect(course.afterFailure(error)).toMatchObject({ kind: 'reconnect' });
  });

  it('is the end when streams are broken off before they have shown anything, eight in a row', () => {
    const { course } = setUp();
    const waits = Array.from({ length: 7 }, () => course.afterBreak(attempt('hello')));
    expect(waits.map((step) => 'waitMs' in step && step.waitMs)).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000,
    ]);
    expect(waits[0]).toMatchObject({ reason: 'lost' });
    expect(course.afterBreak(attempt('hello'))).toMatchObject({ kind: 'fail', error: { code: 'broken_off' } });
    course.caughtUp(attempt('hello', 'caught-up'));
    expect(course.afterBreak(attempt('hello'))).toMatchObject({ kind: 'reconnect', waitMs: 500 });
  });
});
