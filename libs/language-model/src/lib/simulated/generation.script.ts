import type { GenerationRequest } from '../language-model';
import { writeHostile, HOSTILE_SAMPLES } from './hostile.writer';
import { JSON_CLOSING, writeJson } from './json.writer';
import { writeMarkdown } from './markdown.writer';
import { writeProse } from './prose.writer';
import { seededRandom } from './seeded.random';
import type { SimulateOptions, SimulatedText } from './simulate.options';
import { byteTokensOf, tokensOf } from './token.content';

/** How a plan ends. */
export type PlanEnd = 'stop' | 'length' | 'tool_calls';

/**
 * Numbers between the tokens of a plan that are no tokens and take no time: from here on the tokens are of this lane. The
 * n-th call has the lane `FIRST_CALL_LANE - n`. A plan begins in the lane of the text.
 */
export const TEXT_LANE = -1;
export const REASONING_LANE = -2;
export const REFUSAL_LANE = -3;
export const FIRST_CALL_LANE = -4;

const REFUSAL = 'I’m sorry, but I can’t help with that. 🙏';

/** The most tokens that `for…of` a text gives before it ends by itself: 0 for no text at all. */
type Length = number | 'endless' | 'natural';

/** What a scripted generation says: reasoning, then the text or a refusal, then calls. */
export function* planScript(
  request: GenerationRequest,
  simulate: SimulateOptions,
  seed: number,
  natural: { targetTokens: number; reasoningTokens: number },
): Generator<number, PlanEnd> {
  const cut = simulate.tokenizer === 'bytes' ? byteTokensOf : tokensOf;
  const reasoningTokens = simulate.reasoningTokens ?? natural.reasoningTokens;
  if (reasoningTokens > 0) {
    yield REASONING_LANE;
    const thoughts = writeProse(request.messages, seededRandom('reasoning', seed));
    yield* take(unending(thoughts, cut), reasoningTokens);
    yield TEXT_LANE;
  }
  const { text, tokens, refusal = false, toolCalls = [] } = simulate;
  const kind = text ?? (request.responseFormat ? 'json' : 'prose');
  if (refusal !== false) {
    yield REFUSAL_LANE;
    yield* cut(refusal === true ? REFUSAL : refusal);
    return 'stop';
  }
  const isSilent = toolCalls.length > 0 && text === undefined && tokens === undefined;
  const length: Length = tokens ?? (isSilent ? 0 : 'natural');
  if (length === 'natural') yield* planNatural(request, kind, seed, natural.targetTokens, cut);
  else yield* take(unending(writerOf(request, kind, seed), cut), length === 'endless' ? Infinity : length);
  for (const [index, call] of toolCalls.entries()) {
    yield FIRST_CALL_LANE - index;
    const { arguments: given = {} } = call;
    yield* cut(typeof given === 'string' ? given : JSON.stringify(given));
  }
  return toolCalls.length > 0 ? 'tool_calls' : 'stop';
}

/** The tokens of a text that ends by itself: where it has reached the target, at the end of a sentence, block or document. */
function* planNatural(
  request: GenerationRequest,
  text: SimulatedText,
  seed: number,
  targetTokens: number,
  cut: (text: string) => number[],
): Generator<number, void> {
  let count = 0;
  let samples = text === 'hostile' ? HOSTILE_SAMPLES.length : Infinity;
  for (const piece of writerOf(request, text, seed)) {
    const closing = text === 'json' ? JSON_CLOSING : '';
    const tokens = cut(piece);
    const isLast = samples-- === 1 || (text !== 'hostile' && count + tokens.length >= targetTokens);
    yield* isLast && text !== 'hostile' ? cut(piece.trimEnd() + closing) : tokens;
    if (isLast) return;
    count += tokens.length;
  }
}

const writerOf = (
  { messages }: GenerationRequest,
  text: SimulatedText,
  seed: number,
): Generator<string, never, undefined> => {
  if (text === 'markdown') return writeMarkdown(seededRandom('markdown', seed));
  if (text === 'json') return writeJson(seededRandom('json', seed));
  if (text === 'hostile') return writeHostile();
  return writeProse(messages, seededRandom('prose', seed));
};

function* unending(pieces: Iterable<string>, cut: (text: string) => number[]): Generator<number, void> {
  for (const piece of pieces) yield* cut(piece);
}

function* take(tokens: Generator<number, void>, count: number): Generator<number, void> {
  if (count <= 0) return;
  let left = count;
  for (const token of tokens) {
    yield token;
    if (--left <= 0) return;
  }
}

/** As the plan, ended with `length` before the token after `maxTokens`. What only begins a lane is not there without a token. */
export function* limitTokens(plan: Generator<number, PlanEnd>, maxTokens: number): Generator<number, PlanEnd> {
  let lane: number | undefined;
  for (let count = 0; ;) {
    const { done, value } = plan.next();
    if (done) {
      // A call without arguments has a lane and no token.
      if (lane !== undefined) yield lane;
      return value;
    }
    if (value < 0) {
      if (lane !== undefined) yield lane;
      lane = value;
      continue;
    }
    if (count++ >= maxTokens) return 'length';
    if (lane !== undefined) yield lane;
    lane = undefined;
    yield value;
  }
}
