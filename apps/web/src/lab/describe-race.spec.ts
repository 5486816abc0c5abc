import { describeRace } from './describe-race';
import type { RaceSample } from './measure';

const sample: RaceSample = {
  atMs: 60_000,
  polling: { requests: 1_200, bytes: 480_000, stalenessMs: 0, delayMs: 2_510 },
  push: { requests: 100, bytes: 132_000, stalenessMs: 0, delayMs: 9 },
};

it('says what both ways have cost and given', () => {
  expect(describeRace(sample, 100, { unchanged: 1_010, leftOut: 0 })).toBe(
    'Polling: 1,200 requests, of which 1,010 brought “nothing new”; 480 kB; an update was seen 2.5 s after it was made. ' +
      'Push: 100 streams, 132 kB; an update was seen 9 ms after it was made.',
  );
});

it('says what was left out, and that nothing was seen', () => {
  const early = { ...sample, push: { ...sample.push, delayMs: undefined } };
  const said = describeRace(early, 1, { unchanged: 0, leftOut: 3 });
  expect(said).toContain('3 polls had to be left out');
  expect(said).toContain('Push: 1 stream, 132 kB; no update was seen.');
});
