import type { Clock } from '../clock';
import type { GenerationPart } from '../language-model';
import { Sleeper } from '../sleeper';
import { usageOf } from '../usage';
import type { GenerationPlan } from './generation.plan';
import { IncrementalDecoder } from './incremental.decoder';
import { StopFilter } from './stop.filter';
import { contentOf } from './vocabulary';

/** Timers count whole milliseconds: a token due sooner than this is due now, and one wake-up plays all that are. */
const TIMER_RESOLUTION_MS = 1;

/**
 * Makes a plan when the first part is asked for, and plays it in time. At most one sleep is pending, and only while a part is being asked for; a consumer that asks late
 * gets what has become due meanwhile without waiting.
 */
export async function* playGeneration(
  makePlan: () => GenerationPlan,
  stop: readonly string[],
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<GenerationPart, void, undefined> {
  const plan = makePlan();
  const sleeper = new Sleeper(clock, signal);
  const decoder = new IncrementalDecoder();
  const filter = new StopFilter(stop);
  const startMs = clock.now();
  let finishReason: 'stop' | 'length' | 'cancelled' = plan.finishReason;
  let produced = 0;
  let emitted = 0;
  const partOf = (text: string): GenerationPart => {
    const tokens = produced - emitted;
    emitted = produced;
    return { type: 'text', text, tokens };
  };

  try {
    for (const [index, token] of plan.tokens.entries()) {
      const dueMs = startMs + (plan.timing[index] as number);
      while (!signal.aborted) {
        const waitMs = dueMs - clock.now();
        if (waitMs < TIMER_RESOLUTION_MS) break;
        await sleeper.sleep(waitMs);
      }
      if (signal.aborted) {
        finishReason = 'cancelled';
        break;
      }
      produced++;
      const text = filter.push(decoder.push(contentOf(token)));
      if (text !== '') yield partOf(text);
      if (filter.stopped) {
        finishReason = 'stop';
        break;
      }
    }

    // Whatever ended it, text of tokens that were produced is not kept from the reader, unless a stop string swallowed it.
    if (!filter.stopped) {
      const rest = filter.push(decoder.flush()) + filter.flush();
      if (rest !== '') yield partOf(rest);
    }
    yield { type: 'finish', finishReason, usage: usageOf(plan.promptTokens, produced) };
  } finally {
    sleeper[Symbol.dispose]();
  }
}
