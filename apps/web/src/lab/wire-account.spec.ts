import { describeResume } from './describe-resume';
import type { RawFrame } from './raw-stream';
import { EMPTY_ACCOUNT, openAccount, receiveFrame, type WireAccount } from './wire-account';

const TOPIC = 'quotes/ACME';
const frame = (event: string, id: string, data: object = {}): RawFrame => ({
  id,
  event,
  data: JSON.stringify(data),
  text: '',
  bytes: 10,
});
const event = (version: number, more: object = {}) =>
  frame('quotes.updated', `k-${version}`, { topic: TOPIC, version, ...more });
const snapshot = (version: number) => frame('tape.snapshot', `k-${version}`, { topic: TOPIC, version, state: {} });
const caughtUp = frame('tape.caught-up', 'k-2');
const receive = (account: WireAccount, ...frames: RawFrame[]) => frames.reduce(receiveFrame, account);

/** A stream that has shown a snapshot and one event after it. */
const live = receive(openAccount(EMPTY_ACCOUNT, ''), frame('tape.hello', ''), snapshot(1), caughtUp, event(2));

describe('the account of a stream', () => {
  it('counts frames and bytes, and knows the cursor and the version', () => {
    expect(live).toMatchObject({ frames: 4, bytes: 40, cursor: 'k-2', lost: 0, repeated: 0, resume: undefined });
    expect(live.versions.get(TOPIC)).toBe(2);
  });

  it('has of a resume what was missed, and that nothing is lost or repeated', () => {
    const back = receive(openAccount(live, 'k-2'), frame('tape.hello', 'k-2'), event(3), event(4), caughtUp, event(5));
    expect(back).toMatchObject({ lost: 0, repeated: 0, resume: { events: 2, versions: [3, 4], isComplete: true } });
    expect(describeResume(back.resume)).toBe(
      'After k-2 there had been 2 events, versions 3 to 4. All came, none twice, and no snapshot was needed.',
    );
  });

  it('counts every event that a merged frame stands for', () => {
    const back = receive(openAccount(live, 'k-2'), event(9, { merged: 7 }), caughtUp);
    expect(back).toMatchObject({ lost: 0, repeated: 0, resume: { events: 7, frames: 1, versions: [3, 9] } });
    expect(describeResume(back.resume)).toContain('7 events, versions 3 to 9. All came in 1 frame,');
  });

  it('sees a hole, and a repetition', () => {
    expect(receive(live, event(5))).toMatchObject({ lost: 2, repeated: 0 });
    expect(receive(live, event(2))).toMatchObject({ lost: 0, repeated: 1 });
  });

  it('takes nothing for repeated when it is told to start from an earlier place', () => {
    const again = receive(openAccount(live, 'k-0'), event(1), event(2), caughtUp);
    expect(again).toMatchObject({ lost: 0, repeated: 0, resume: { events: 2, versions: [1, 2] } });
  });

  it('tells a gap', () => {
    const gap = frame('tape.gap', '', { topic: TOPIC, reason: 'expired', missed: 3 });
    const back = receive(openAccount(live, 'k-2'), gap, snapshot(6), caughtUp, event(7));
    expect(back).toMatchObject({ lost: 0, repeated: 0 });
    expect(describeResume(back.resume)).toContain('after k-2 (expired). 3 events cannot be had any more');
  });

  it('tells that it has not caught up yet, and that nothing had happened', () => {
    const back = openAccount(live, 'k-2');
    expect(describeResume(back.resume)).toContain('Going on after k-2');
    expect(describeResume(receive(back, caughtUp).resume)).toContain('Nothing had happened after k-2');
    expect(describeResume(undefined)).toContain('Cut the connection');
  });
});
