import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { HOSTILE_STREAMS, toBytes } from './hostile-streams';

/** Answers a hostile stream, each chunk in a write and in a turn of its own. */
export async function answerHostile(name: string, response: ServerResponse): Promise<void> {
  const stream = HOSTILE_STREAMS.find((candidate) => candidate.name === name);
  if (!stream) throw new Error(`there is no stream "${name}"`);
  response.socket?.setNoDelay(true);
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.flushHeaders();
  for (const chunk of stream.chunks) {
    await setImmediate();
    if (!response.write(toBytes(chunk))) await once(response, 'drain');
  }
  response.end();
}
