import type { Clock } from '../clock';
import type { AnyGenerationPart, FinishDetails } from '../generation.part';
import type { GenerationRequest } from '../language-model';
import { Sleeper } from '../sleeper';
import { usageOf } from '../usage';
import { failureOf } from './fault.plan';
import type { UnrolledPlan } from './generation.plan';
import type { PlanEnd } from './generation.script';
import type { LoadGate } from './load.gate';
import { PartWriter } from './part.writer';
import { contentOf } from './token.content';

/** Timers count whole milliseconds: a token due sooner than this is due now, and one wake-up plays all that are. */
const TIMER_RESOLUTION_MS = 1;

/** What a generation is played in. */
export interface Stage {
  readonly clock: Clock;
  readonly gate?: LoadGate | undefined;
  /** Milliseconds since 1970. */
  readonly epochMs?: () => number;
}

/**
 * Makes a plan when the first part is asked for, and plays it in time. At most one sleep is pending, and only while a part
 * is being asked for. All text that is due when a part is made is in that part: a consumer that asks late gets at once what
 * has become due meanwhile, and one that lets text gather costs one wake-up a part, however many tokens there are.
 *
 * The faults `duplicate` and `reorder` are not played here: see `disorderParts`.
 */
export async function* playGeneration(
  makePlan: () => UnrolledPlan,
  { stop = [], gatherMs = 0, parts = 'text' }: Pick<GenerationRequest, 'stop' | 'gatherMs' | 'parts'>,
  { clock, gate, epochMs = Date.now }: Stage,
  signal: AbortSignal,
): AsyncGenerator<AnyGenerationPart, void, undefined> {
  const plan = makePlan();
  const { faults = [], calls = [], tokensAfterCancel = 0 } = plan;
  const writer = new PartWriter(stop, parts, calls, (index) => `call_${(plan.seed >>> 0).toString(36)}_${index}`);
  const sleeper = new Sleeper(clock, signal);
  const details: FinishDetails = {};
  let finishReason: PlanEnd | 'cancelled' = 'cancelled';
  let hasPlace = false;
  let isPulled = false;

  try {
    if (gate) {
      const askedMs = clock.now();
      hasPlace = await gate.enter(signal);
      details.queueMs = clock.now() - askedMs;
    }
    // What is due is counted from here; a stall moves it on.
    let startMs = clock.now();
    let stretchedMs = 0;
    let plannedMs = 0;
    let nextFault = 0;
    // Cancelled before the start: nothing is produced. Later, what is due by then is.
    const begun = !sleeper.aborted;
    // An HTTP error comes in place of a stream.
    if (begun && faults[0]?.fault.kind === 'http') throw failureOf(faults[0].fault, usageOf(0, 0), epochMs());
    while (begun) {
      const token = plan.tokens.next();
      if (!token.done && token.value < 0) {
        writer.flush();
        if (writer.isReady) yield writer.take();
        writer.begin(token.value);
        continue;
      }
      if (!token.done) {
        isPulled = true;
        let offsetMs = plan.timing.next().value;
        if (gate) {
          stretchedMs += (offsetMs - plannedMs) * gate.stretch;
          plannedMs = offsetMs;
          offsetMs = stretchedMs;
        }
        const dueMs = startMs + offsetMs;
        let isDue = dueMs - clock.now() < TIMER_RESOLUTION_MS;
        while (!isDue && !sleeper.aborted) {
          if (writer.isReady) yield writer.take();
          // The first text goes out at once; later it may gather from its first token on.
          else await sleeper.sleep(dueMs + (writer.hasTaken ? gatherMs : 0) - clock.now());
          isDue = dueMs - clock.now() < TIMER_RESOLUTION_MS;
        }
        if (!isDue) break;
      }

      const planned = faults[nextFault];
      if (planned && planned.atToken <= writer.produced) {
        nextFault++;
        const { fault } = planned;
        if (writer.isReady) yield writer.take();
        const failure = failureOf(fault, usageOf(plan.promptTokens, writer.produced), epochMs());
        if (failure) throw failure;
        if (fault.kind === 'end') return;
        if (fault.kind === 'stall') {
          const endMs = clock.now() + (fault.ms ?? Infinity);
          while (clock.now() < endMs && !sleeper.aborted) await sleeper.sleep(endMs - clock.now());
          if (sleeper.aborted) break;
          startMs += fault.ms ?? 0;
        }
      }
      if (token.done) {
        finishReason = token.value;
        break;
      }
      isPulled = false;
      writer.push(contentOf(token.value));
      if (writer.stopped) {
        finishReason = 'stop';
        break;
      }
    }

    // Whatever ended it, text of tokens that were produced is not kept from the reader, unless a stop string swallowed it.
    writer.flush();
    if (writer.isReady) yield writer.take();
    if (finishReason === 'cancelled' && begun && tokensAfterCancel > 0) {
      details.tokensAfterCancel = produceUnseen(plan, tokensAfterCancel, isPulled ? 1 : 0);
      writer.produced += details.tokensAfterCancel;
    }
    if (writer.reasoningTokens > 0) details.reasoningTokens = writer.reasoningTokens;
    yield {
      type: 'finish',
      finishReason: finishReason === 'tool_calls' && parts === 'text' ? 'stop' : finishReason,
      usage: usageOf(plan.promptTokens, writer.produced),
      ...(Object.keys(details).length > 0 && { details }),
    };
  } finally {
    sleeper[Symbol.dispose]();
    if (hasPlace) gate?.leave();
  }
}

/** Goes on with a plan after its cancellation, as a model does that notices late; returns how many tokens that made. */
const produceUnseen = (plan: UnrolledPlan, most: number, pulled: number): number => {
  let count = pulled;
  while (count < most) {
    const token = plan.tokens.next();
    if (token.done) break;
    if (token.value >= 0) count++;
  }
  return count;
};
