import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { ChatMessage, GenerationRequest } from '../language-model';

/** The body of a request for a stream of chat completion chunks. `simulate` and `gatherMs` stay here. */
export const toChatCompletion = (
  { messages, maxTokens, seed, stop = [], tools = [] }: GenerationRequest,
  model: string,
  maxTokensField: 'max_tokens' | 'max_completion_tokens',
): ChatCompletionCreateParamsStreaming => ({
  model,
  messages: messages.map(toMessage),
  stream: true,
  stream_options: { include_usage: true },
  ...(maxTokens !== undefined && { [maxTokensField]: maxTokens }),
  ...(seed !== undefined && { seed }),
  // OpenAI takes four; the others are found on this side.
  ...(stop.length > 0 && { stop: stop.slice(0, 4) }),
  ...(tools.length > 0 && {
    tools: tools.map(({ name, description, parameters }) => ({
      type: 'function' as const,
      function: { name, description, parameters: parameters as Record<string, unknown> | undefined },
    })),
  }),
});

const toMessage = ({ role, content, toolCalls = [], toolCallId = '' }: ChatMessage): ChatCompletionMessageParam => {
  if (role === 'tool') return { role, content, tool_call_id: toolCallId };
  if (role !== 'assistant' || toolCalls.length === 0) return { role, content };
  return {
    role,
    content: content === '' ? null : content,
    tool_calls: toolCalls.map(({ id, name, arguments: given }) => ({
      id,
      type: 'function',
      function: { name, arguments: given },
    })),
  };
};
