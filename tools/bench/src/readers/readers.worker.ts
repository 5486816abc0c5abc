/** The readers of a benchmark, in a thread of their own: what they read does not hold up who publishes. */
import { parentPort, workerData } from 'node:worker_threads';
import { ReadersCrowd } from './readers.crowd';
import type { ReadersAsks } from './readers.messages';

const { learnCursors } = workerData as { readonly learnCursors: boolean };
const crowd = new ReadersCrowd(learnCursors);

parentPort?.on('message', (message: ReadersAsks) => {
  answer(message).then(
    (answer) => parentPort?.postMessage({ answer }),
    (error: unknown) => parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) }),
  );
});

async function answer(message: ReadersAsks): Promise<unknown> {
  switch (message.question) {
    case 'open':
      return crowd.open(message.asks);
    case 'stall':
      return crowd.stall(message.asks.readers);
    case 'begin':
      return crowd.begin();
    case 'end':
      return crowd.end();
    case 'resume':
      return crowd.resume(message.asks.readers, message.asks.withinMs);
    case 'finish':
      return crowd.finish(message.asks.last, message.asks.deadlineMs);
    case 'close':
      return crowd.close();
  }
}
