import type { GenerationRequested, GenerationState, Usage } from '@tickertape/events';
import type { ChatCompletion, ChatCompletionMessage } from 'openai/resources/chat/completions';
import type { CompletionUsage } from 'openai/resources/completions';
import { toSeconds } from '../openai.stream';

/** What all chunks of a completion have in common, and the completion as a whole. */
export interface ChatHead {
  readonly id: string;
  readonly created: number;
  readonly model: string;
  readonly system_fingerprint: string | null;
}

/** The head of a generation's completion, by its first event. */
export function headOf(id: string, time: string | number, { model, seed }: GenerationRequested): ChatHead {
  const simulated = seed === undefined ? 'fp_sim' : `fp_sim_${seed}`;
  return {
    id: `chatcmpl-${id}`,
    created: toSeconds(time),
    model,
    system_fingerprint: model.startsWith('sim-') ? simulated : null,
  };
}

export function toCompletionUsage(usage: Usage): CompletionUsage {
  return {
    prompt_tokens: usage.promptTokens,
    completion_tokens: usage.completionTokens,
    total_tokens: usage.totalTokens,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: usage.reasoningTokens ?? 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

/** A message with what compatible servers add to OpenAI's: the thoughts before the answer. */
interface ReasoningMessage extends ChatCompletionMessage {
  reasoning_content?: string;
}

/** A generation that has completed, as the answer to a request without a stream. */
export function toChatCompletion(head: ChatHead, state: GenerationState): ChatCompletion {
  const { text, refusal, reasoning, toolCalls, usage, finishReason } = state;
  const isSilent = text === '' && (refusal !== '' || toolCalls.length > 0);
  const message: ReasoningMessage = {
    role: 'assistant',
    content: isSilent ? null : text,
    refusal: refusal || null,
    annotations: [],
    ...(reasoning && { reasoning_content: reasoning }),
    ...(toolCalls.length > 0 && {
      tool_calls: toolCalls.map(({ id, name, arguments: given }) => ({
        id,
        type: 'function' as const,
        function: { name, arguments: given },
      })),
    }),
  };
  const { system_fingerprint, ...rest } = head;
  return {
    ...rest,
    object: 'chat.completion',
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason ?? 'stop' }],
    ...(usage && { usage: toCompletionUsage(usage) }),
    // `null` is what OpenAI answers; its types have only the text.
    system_fingerprint: system_fingerprint as string,
  };
}
