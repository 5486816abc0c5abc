import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createFrameParser, type ReceivedFrame } from '@tickertape/wire';
import { startApi } from '../support/api.process';
import { startGeneration } from '../support/histories';
import { get } from '../support/http.request';
import { Recording } from '../support/recording';
import { requireTool } from '../support/require.tool';
import { eventsOf, expectNoGapAndNoRepeat, foldFrames, stateOf } from '../support/stream.events';
import { within } from '../support/within';

/** Runs curl and records the frames that it prints. */
function runCurl(curl: string, ...args: readonly string[]) {
  const child = spawn(curl, ['-sN', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const frames = new Recording<ReceivedFrame>();
  const parser = createFrameParser({ onFrame: (frame) => frames.push(frame) });
  child.stdout.on('data', (bytes: Buffer) => parser.push(bytes));
  const closed = once(child, 'close').then(() => frames.end('curl ended'));
  return { child, frames, end: () => within(() => 'curl ends', closed) };
}

requireTool('curl', 'a generation started with curl -N, cut, and resumed with Last-Event-ID is whole', async (curl) => {
  await using api = await startApi();
  const body = JSON.stringify({ prompt: 'Why do trains hum?', maxTokens: 100 });
  const json = ['-H', 'Content-Type: application/json', '-d', body];

  const first = runCurl(curl, ...json, `${api.url}/v1/generations/stream`);
  await first.frames.until('some text', (frames) => eventsOf(frames).length > 3);
  first.child.kill('SIGKILL');
  await first.end();

  const { topic } = eventsOf(first.frames.items)[0] ?? { topic: '' };
  const url = `${api.url}/v1/${topic}`;
  const cursor = first.frames.items.at(-1)?.id ?? '';
  const second = runCurl(curl, '-H', `Last-Event-ID: ${cursor}`, `${url}/stream`);
  await second.end();

  const frames = [...first.frames.items, ...second.frames.items];
  const { state, version } = foldFrames(frames).get(topic) ?? {};
  expect(state).toEqual(stateOf((await get(url)).body));
  expect(version).toBe((await get(url)).body.version);
  expect(frames.at(-1)?.event).toBe('tape.closed');
});

requireTool(
  'curl',
  'curl sees a generation from its beginning with ?lastEventId=start, and ends by itself',
  async (curl) => {
    await using api = await startApi();
    const { body } = await startGeneration(api, { maxTokens: 20 });
    const run = runCurl(curl, `${api.url}${body.links['stream']}?lastEventId=start`);
    await run.end();
    expectNoGapAndNoRepeat(eventsOf(run.frames.items));
    expect(run.child.exitCode).toBe(0);
  },
);
