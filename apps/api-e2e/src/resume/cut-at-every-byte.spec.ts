import { createFrameParser, type ReceivedFrame } from '@tickertape/wire';
import { startApi, type Api } from '../support/api.process';
import { histories } from '../support/histories';
import { eventsOf } from '../support/stream.events';
import { readToHead } from '../support/stream.reader';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

/** The bytes of a stream up to the frame with which it has caught up. */
async function bytesToHead(url: string): Promise<Buffer> {
  const response = await fetch(url);
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    if (Buffer.concat(chunks).includes('event: tape.caught-up\ndata: {}\n\n')) break;
  }
  return Buffer.concat(chunks);
}

/** The whole frames in the first bytes of a stream. */
function framesIn(bytes: Uint8Array): ReceivedFrame[] {
  const frames: ReceivedFrame[] = [];
  createFrameParser({ onFrame: (frame) => frames.push(frame) }).push(bytes);
  return frames;
}

it.each(histories)('$family resume exactly from wherever in the bytes a reader was cut', async ({ tell }) => {
  const { streamUrl } = await tell(api);
  const url = `${streamUrl}?lastEventId=start`;
  const bytes = await bytesToHead(url);
  const uncut = eventsOf(framesIn(bytes));
  expect(uncut.length).toBeGreaterThan(5);

  // Thousands of places to be cut at leave a few cursors to resume from: one request for each.
  const tails = new Map<string, ReturnType<typeof eventsOf>>();
  for (let length = 0; length <= bytes.length; length += 1) {
    const received = framesIn(bytes.subarray(0, length));
    const lastEventId = received.at(-1)?.id ?? '';
    let tail = tails.get(lastEventId);
    if (!tail) {
      tail = eventsOf(await readToHead(url, { lastEventId }));
      tails.set(lastEventId, tail);
    }
    expect({ length, events: [...eventsOf(received), ...tail] }).toEqual({ length, events: uncut });
  }
  expect(tails.size).toBeGreaterThan(uncut.length);
});
