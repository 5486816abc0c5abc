import { foldEvents, generations, type EventOf, type GenerationEvents } from '@tickertape/events';
import { createFrame } from '@tickertape/wire';
import {
  caughtUp,
  completed,
  live,
  reasoning,
  render,
  started,
  text,
  toFrames,
  USAGE,
  type Told,
} from './testing/ui-stream';

const stateAfter = (events: readonly Told[]) =>
  foldEvents(
    generations,
    generations.initialState('g1'),
    events.map(([type, data], i) => ({ type, data, version: i + 1, time: '' }) as EventOf<GenerationEvents>),
  );
const snapshot = (events: readonly Told[]) =>
  createFrame('tape.snapshot', 'k-1', { topic: 'generations/g1', version: events.length, state: stateAfter(events) });
const call: Told = ['generations.tool_call_delta', { index: 0, id: 'c', name: 'look_up', arguments: '{}' }];
const ends: readonly Told[] = [
  completed,
  ['generations.failed', { code: 'x', message: 'y', usage: USAGE }],
  ['generations.cancelled', { usage: USAGE }],
  ['generations.interrupted', { usage: USAGE }],
];

it.each(ends)('says from a snapshot the same as event by event, to the end: %s', async (...end) => {
  const events = [started, reasoning('Hm'), text('a'), call, end as Told];
  const { message, chunks } = await render([snapshot(events), caughtUp]);
  const whole = await render(live(events));
  expect(message).toEqual(whole.message);
  expect(chunks.at(-1)).toEqual(whole.chunks.at(-1));
});

it('goes on live behind a snapshot', async () => {
  const { message } = await render([snapshot([started, text('a')]), caughtUp, ...toFrames([text('b'), completed])]);
  expect(message).toEqual((await render(live([started, text('a'), text('b'), completed]))).message);
});

it('fails rather than leave out what lies before it, or before its first event', async () => {
  const gap = await render([...live([started, text('a')]), snapshot([started, text('a'), text('b')])]);
  expect(gap.chunks.at(-1)?.type).toBe('error');
  const headless = await render([caughtUp, ...toFrames([text('b')])]);
  expect(headless.chunks.map(({ type }) => type)).toEqual(['error']);
});
