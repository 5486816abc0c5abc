import type { AnyGenerationPart } from '../generation.part';
import type { GenerationRequest } from '../language-model';
import { LanguageModelError } from '../language-model.error';
import type { Sleeper } from '../sleeper';
import { ChunkReader } from './chunk.reader';
import type { ChunkWriter } from './chunk.writer';
import type { WholeOptions } from './openai.options';

/**
 * After the `finish_reason` the usage and `[DONE]` follow at once, if they do; a server that keeps the connection open
 * instead is not waited for any longer, in milliseconds.
 */
const AFTER_FINISH_MS = 2_000;

/**
 * Streams the parts of one body, each at most `gatherMs` after its first token came, until it is over or the sleeper's signal
 * aborts. Returns what it failed with; text that is held back by then stays in the writer.
 *
 * Over is a stream after `[DONE]`, or that ended after a `finish_reason`, whatever it ended with.
 */
export async function* readChunks(
  body: ReadableStream<Uint8Array>,
  writer: ChunkWriter,
  sleeper: Sleeper,
  { gatherMs = 0 }: GenerationRequest,
  { clock, idleTimeoutMs }: Pick<WholeOptions, 'clock' | 'idleTimeoutMs'>,
): AsyncGenerator<AnyGenerationPart, LanguageModelError | undefined, undefined> {
  let heardMs = clock.now();
  let finishedMs: number | undefined;
  let dueMs: number | undefined;
  let isFirst = true;
  const reader = new ChunkReader(body, () => {
    heardMs = clock.now();
    sleeper.interrupt();
  });
  try {
    for (;;) {
      const chunks = reader.take();
      for (const chunk of chunks) writer.push(chunk);
      const nowMs = clock.now();
      if (writer.finishReason !== undefined) finishedMs ??= nowMs;
      writer.isOver =
        writer.stopped || reader.done || (finishedMs !== undefined && isPast(finishedMs + AFTER_FINISH_MS));
      const isAtEnd = writer.isOver || sleeper.aborted || (reader.ended && chunks.length === 0);
      if (writer.isReady) {
        dueMs ??= isFirst ? nowMs : nowMs + gatherMs;
        if (isAtEnd || dueMs <= nowMs) {
          isFirst = false;
          dueMs = undefined;
          yield* writer.take();
          continue;
        }
      }
      if (isAtEnd) break;
      if (chunks.length > 0) continue;
      if (isPast(heardMs + idleTimeoutMs)) {
        return new LanguageModelError('stalled', { reason: `nothing came for ${idleTimeoutMs} ms` });
      }
      // Until a read, the time of the part that is gathering, or a limit: whichever is first.
      const limitMs = Math.min(
        heardMs + idleTimeoutMs,
        finishedMs === undefined ? Infinity : finishedMs + AFTER_FINISH_MS,
      );
      await sleeper.sleep(Math.min(dueMs ?? Infinity, limitMs) - clock.now());
    }
  } finally {
    await reader.cancel();
  }
  if (finishedMs !== undefined) writer.isOver = true;
  if (writer.isOver || sleeper.aborted) return undefined;
  return (
    reader.failure ?? new LanguageModelError('ended_early', { reason: 'it had neither a finish_reason nor [DONE]' })
  );

  function isPast(limitMs: number): boolean {
    return clock.now() >= limitMs;
  }
}
