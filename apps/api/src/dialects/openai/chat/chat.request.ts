import type { StartGeneration } from '../../../features/generations/generations.requests';
import { textOf } from '../openai.body';
import type { ChatMessageParam, CreateChatCompletion } from './chat.requests';

/** More tokens than any model here writes: a limit above it is none. */
const MAX_TOKENS = 100_000;

/** A chat completion as a generation. One whose client leaves goes with it. */
export function toGeneration(request: CreateChatCompletion): StartGeneration & { readonly model: string } {
  const { model, messages, max_completion_tokens, max_tokens, seed, stop, tools, tool_choice, simulate } = request;
  return {
    model,
    messages: messages.map(toMessage),
    ...limitOf(max_completion_tokens ?? max_tokens),
    ...((seed ?? undefined) !== undefined && { seed: seed ?? undefined }),
    ...(stop?.length && { stop: [stop].flat() }),
    ...(tools?.length && tool_choice !== 'none' && { tools: tools.map((tool) => tool.function) }),
    ...(simulate && { simulate }),
    onDisconnect: 'cancel',
  };
}

/** `maxTokens`, where there is a limit. */
export function limitOf(maxTokens: number | null | undefined): Pick<StartGeneration, 'maxTokens'> {
  return typeof maxTokens === 'number' ? { maxTokens: Math.min(maxTokens, MAX_TOKENS) } : {};
}

type Message = NonNullable<StartGeneration['messages']>[number];

function toMessage({ role, content, refusal, tool_calls, tool_call_id }: ChatMessageParam): Message {
  return {
    role: role === 'developer' ? 'system' : role,
    content: textOf(content) || (refusal ?? ''),
    ...(role === 'tool' && { toolCallId: tool_call_id }),
    ...(role === 'assistant' &&
      tool_calls?.length && {
        toolCalls: tool_calls.map(({ id, function: { name, arguments: given } }) => ({ id, name, arguments: given })),
      }),
  };
}
