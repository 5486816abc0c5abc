import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionFunctionTool,
  ChatCompletionMessageParam,
  ChatCompletionToolChoiceOption,
} from 'openai/resources/chat/completions';
import type { ChatMessage, GenerationRequest, ResponseFormat, ToolChoice, ToolDefinition } from '../language-model';

/** The body of a request for a stream of chat completion chunks. `simulate` and `gatherMs` stay here. */
export const toChatCompletion = (
  request: GenerationRequest,
  model: string,
  maxTokensField: 'max_tokens' | 'max_completion_tokens',
): ChatCompletionCreateParamsStreaming => {
  const { messages, maxTokens, seed, stop = [], tools = [], toolChoice, responseFormat } = request;
  // What is undefined is not sent.
  return {
    model,
    messages: messages.map(toMessage),
    stream: true,
    stream_options: { include_usage: true },
    [maxTokensField]: maxTokens,
    seed,
    // OpenAI takes four; the others are found on this side.
    stop: stop.length > 0 ? stop.slice(0, 4) : undefined,
    // Without tools, OpenAI takes none of them.
    ...(tools.length > 0 && {
      tools: tools.map(toTool),
      tool_choice: toolChoice && toToolChoice(toolChoice),
      parallel_tool_calls: request.parallelToolCalls,
    }),
    response_format: responseFormat && toFormat(responseFormat),
    temperature: request.temperature,
    top_p: request.topP,
  };
};

const toTool = ({ name, description, parameters, strict }: ToolDefinition): ChatCompletionFunctionTool => ({
  type: 'function',
  function: { name, description, parameters: parameters as Record<string, unknown> | undefined, strict },
});

const toToolChoice = (choice: ToolChoice): ChatCompletionToolChoiceOption =>
  typeof choice === 'string' ? choice : { type: 'function', function: { name: choice.name } };

const toFormat = ({
  type,
  name = '',
  description,
  schema,
  strict,
}: ResponseFormat): ChatCompletionCreateParamsStreaming['response_format'] => {
  if (type === 'json_object') return { type };
  return { type, json_schema: { name, description, schema: schema as Record<string, unknown> | undefined, strict } };
};

const toMessage = (message: ChatMessage): ChatCompletionMessageParam => {
  const { role, content, name, toolCalls = [], toolCallId = '' } = message;
  if (role === 'tool') return { role, content, tool_call_id: toolCallId };
  if (role !== 'assistant' || toolCalls.length === 0) return { role, content, name };
  return {
    role,
    name,
    content: content === '' ? null : content,
    tool_calls: toolCalls.map(({ id, name, arguments: given }) => ({
      id,
      type: 'function',
      function: { name, arguments: given },
    })),
  };
};
