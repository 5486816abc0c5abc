import type { Clock } from '../clock';
import type { GenerationPart, GenerationRequest } from '../language-model';
import { Sleeper } from '../sleeper';
import { usageOf } from '../usage';
import type { UnrolledPlan } from './generation.plan';
import { IncrementalDecoder } from './incremental.decoder';
import { StopFilter } from './stop.filter';
import { contentOf } from './vocabulary';

/** Timers count whole milliseconds: a token due sooner than this is due now, and one wake-up plays all that are. */
const TIMER_RESOLUTION_MS = 1;

/**
 * Makes a plan when the first part is asked for, and plays it in time. At most one sleep is pending, and only while a part
 * is being asked for. All text that is due when a part is made is in that part: a consumer that asks late gets at once what
 * has become due meanwhile, and one that lets text gather costs one wake-up a part, however many tokens there are.
 */
export async function* playGeneration(
  makePlan: () => UnrolledPlan,
  { stop = [], gatherMs = 0 }: Pick<GenerationRequest, 'stop' | 'gatherMs'>,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<GenerationPart, void, undefined> {
  const plan = makePlan();
  const sleeper = new Sleeper(clock, signal);
  const decoder = new IncrementalDecoder();
  const filter = new StopFilter(stop);
  const startMs = clock.now();
  let finishReason: 'stop' | 'length' | 'cancelled' = 'cancelled';
  let text = '';
  let produced = 0;
  let emitted = 0;
  const takePart = (): GenerationPart => {
    const part = { type: 'text', text, tokens: produced - emitted } as const;
    text = '';
    emitted = produced;
    return part;
  };

  try {
    // Cancelled before the start: nothing is produced. Later, what is due by then is.
    const begun = !sleeper.aborted;
    while (begun) {
      const token = plan.tokens.next();
      if (token.done) {
        finishReason = token.value;
        break;
      }
      const dueMs = startMs + plan.timing.next().value;
      const isDue = (): boolean => dueMs - clock.now() < TIMER_RESOLUTION_MS;
      while (!isDue() && !sleeper.aborted) {
        if (text !== '') yield takePart();
        // The first text goes out at once; later it may gather from its first token on.
        else await sleeper.sleep(dueMs + (emitted === 0 ? 0 : gatherMs) - clock.now());
      }
      if (!isDue()) break;
      produced++;
      text += filter.push(decoder.push(contentOf(token.value)));
      if (filter.stopped) {
        finishReason = 'stop';
        break;
      }
    }

    // Whatever ended it, text of tokens that were produced is not kept from the reader, unless a stop string swallowed it.
    if (!filter.stopped) text += filter.push(decoder.flush()) + filter.flush();
    if (text !== '') yield takePart();
    yield { type: 'finish', finishReason, usage: usageOf(plan.promptTokens, produced) };
  } finally {
    sleeper[Symbol.dispose]();
  }
}
