import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { BENCH } from '../lib/places';
import type { ReadersQuestion, ReadersQuestions } from './readers.messages';

type Reply = { readonly answer: unknown } | { readonly error: string };

/** Many readers of one server, in a thread of this process: its CPU is theirs as well. One question at a time. */
export class Readers {
  private readonly worker: Worker;

  constructor({ learnCursors = false }: { readonly learnCursors?: boolean } = {}) {
    this.worker = new Worker(join(BENCH, 'readers.worker.mjs'), { workerData: { learnCursors } });
  }

  /** Rejects with what went wrong there. */
  async ask<Q extends ReadersQuestion>(
    question: Q,
    ...[asks]: ReadersQuestions[Q]['asks'] extends undefined ? [] : [ReadersQuestions[Q]['asks']]
  ): Promise<ReadersQuestions[Q]['answers']> {
    this.worker.postMessage({ question, asks });
    const [reply] = (await once(this.worker, 'message')) as [Reply];
    if ('error' in reply) throw new Error(`readers: ${reply.error}`);
    return reply.answer as ReadersQuestions[Q]['answers'];
  }

  /** Cuts every reader and ends the thread. */
  async close(): Promise<void> {
    await this.ask('close');
    await this.worker.terminate();
  }
}
