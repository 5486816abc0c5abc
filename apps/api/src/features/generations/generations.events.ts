import type { GenerationEvents, Usage } from '@tickertape/events';
import {
  LanguageModelError,
  type AnyGenerationPart,
  type FinishPart,
  type ProviderFailure,
} from '@tickertape/language-model';

type EventType = keyof GenerationEvents;

/** What is appended for a part of a generation. */
export type GenerationEvent = { [T in EventType]: { readonly type: T; readonly data: GenerationEvents[T] } }[EventType];

/** Why a run ends before its model has finished. `time_limit`: it may not take longer. */
export type Stop = 'cancelled' | 'interrupted' | 'time_limit';

/** The event of a part. `reason` is why the run was aborted, if it was. */
export function toEvent(part: AnyGenerationPart, reason: unknown): GenerationEvent {
  switch (part.type) {
    case 'text':
      return { type: 'generations.delta', data: { text: part.text } };
    case 'reasoning':
      return { type: 'generations.reasoning_delta', data: { text: part.text } };
    case 'refusal':
      return { type: 'generations.refusal_delta', data: { text: part.text } };
    case 'tool_call': {
      const { index, id, name, arguments: piece } = part;
      return { type: 'generations.tool_call_delta', data: { index, id, name, arguments: piece } };
    }
    default:
      return toEnd(part, reason);
  }
}

function toEnd({ finishReason, usage: counted, details }: FinishPart, reason: unknown): GenerationEvent {
  const usage: Usage = { ...counted, ...(details?.reasoningTokens && { reasoningTokens: details.reasoningTokens }) };
  if (finishReason !== 'cancelled') return { type: 'generations.completed', data: { finishReason, usage } };
  if (reason === 'cancelled') return { type: 'generations.cancelled', data: { usage } };
  if (reason === 'time_limit') {
    const message = 'The generation took longer than is allowed.';
    return { type: 'generations.failed', data: { code: 'time_limit', message, usage } };
  }
  // The process is about to end, or the store refused a part: nobody wanted this end.
  return { type: 'generations.interrupted', data: { usage } };
}

/** The end of a generation whose model has failed; `undefined` for a failure that is not the model's. */
export function toFailure(error: unknown): GenerationEvent | undefined {
  if (!(error instanceof LanguageModelError)) return undefined;
  const { code, message, usage } = error;
  const { status, retryAfterMs }: Partial<ProviderFailure> = 'reason' in error.facts ? error.facts : {};
  return { type: 'generations.failed', data: { code, message, usage, status, retryAfterMs } };
}
