import { textOf } from '../openai.body';
import type { OpenAiGeneration } from '../openai.generations';
import { toResponseFormat, toToolChoice } from '../openai.requests';
import type { ChatMessageParam, CreateChatCompletion } from './chat.requests';

/** More tokens than any model here writes: a limit above it is none. */
const MAX_TOKENS = 100_000;

/** The names in a chat completion of what has another name in a generation. */
export const CHAT_PARAMS = { toolChoice: 'tool_choice', responseFormat: 'response_format', topP: 'top_p' };

/** A chat completion as a generation. One whose client leaves goes with it. */
export function toGeneration(request: CreateChatCompletion): OpenAiGeneration {
  const { max_completion_tokens, max_tokens, stop, tools, response_format: format } = request;
  return {
    model: request.model,
    messages: request.messages.map(toMessage),
    ...limitOf(max_completion_tokens ?? max_tokens),
    seed: request.seed,
    ...(stop?.length && { stop: [stop].flat() }),
    ...(tools?.length && { tools: tools.map((tool) => tool.function) }),
    toolChoice: toToolChoice(request.tool_choice),
    parallelToolCalls: request.parallel_tool_calls,
    responseFormat: toResponseFormat(format?.type, format?.json_schema),
    temperature: request.temperature,
    topP: request.top_p,
    simulate: request.simulate,
    onDisconnect: 'cancel',
  };
}

/** `maxTokens`, where there is a limit. */
export function limitOf(maxTokens: number | undefined): Pick<OpenAiGeneration, 'maxTokens'> {
  return maxTokens === undefined ? {} : { maxTokens: Math.min(maxTokens, MAX_TOKENS) };
}

type Message = OpenAiGeneration['messages'][number];

function toMessage({ role, content, name, refusal, tool_calls, tool_call_id }: ChatMessageParam): Message {
  return {
    role: role === 'developer' ? 'system' : role,
    content: textOf(content) || (refusal ?? ''),
    ...(name !== undefined && { name }),
    ...(role === 'tool' && { toolCallId: tool_call_id }),
    ...(role === 'assistant' &&
      tool_calls?.length && {
        toolCalls: tool_calls.map(({ id, function: { name, arguments: given } }) => ({ id, name, arguments: given })),
      }),
  };
}
