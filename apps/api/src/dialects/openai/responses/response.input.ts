import type { ChatMessage, GenerationRequested, GenerationState } from '@tickertape/events';
import { limitOf } from '../chat/chat.request';
import { textOf } from '../openai.body';
import { badRequest } from '../openai.error';
import type { OpenAiGeneration } from '../openai.generations';
import { toResponseFormat, toToolChoice } from '../openai.requests';
import type { CreateResponse, InputItem } from './responses.requests';

/** Calls that one message of a conversation may have. */
const MAX_CALLS = 128;

/** The names in a response of what has another name in a generation. */
export const RESPONSE_PARAMS = { toolChoice: 'tool_choice', responseFormat: 'text.format', topP: 'top_p' };

/**
 * A response as a generation. What OpenAI's clients are to be told again later is in it: a background response goes on
 * without readers, and the instructions are its first message.
 *
 * @param before the conversation so far.
 */
export function toGeneration(request: CreateResponse, before: readonly ChatMessage[]): OpenAiGeneration {
  const { input, instructions = '', tools, text: { format } = {} } = request;
  const hasInstructions = instructions !== '';
  const said = typeof input === 'string' ? [{ role: 'user' as const, content: input }] : toMessages(input);
  const messages = [
    ...(hasInstructions ? [{ role: 'system' as const, content: instructions }] : []),
    ...before,
    ...said,
  ];
  if (messages.length === 0) throw badRequest('input: there is nothing to answer.', 'input');
  if (messages.some(({ toolCalls = [] }: ChatMessage) => toolCalls.length > MAX_CALLS)) {
    throw badRequest(`input: there are more than ${MAX_CALLS} calls in one answer.`, 'input');
  }
  return {
    model: request.model,
    messages: messages.map(toMutable),
    ...(hasInstructions && { hasInstructions }),
    ...limitOf(request.max_output_tokens),
    ...(tools?.length && {
      tools: tools.map(({ name, description, parameters, strict }) => ({ name, description, parameters, strict })),
    }),
    toolChoice: toToolChoice(request.tool_choice),
    parallelToolCalls: request.parallel_tool_calls,
    responseFormat: toResponseFormat(format?.type, format),
    temperature: request.temperature,
    topP: request.top_p,
    simulate: request.simulate,
    onDisconnect: request.background ? 'continue' : 'cancel',
  };
}

/** The conversation after a generation: what a response that continues it begins with. Its instructions are not carried over. */
export function conversationOf(
  request: GenerationRequested,
  { text, refusal, toolCalls }: GenerationState,
): readonly ChatMessage[] {
  const content = text || refusal;
  const isSilent = content === '' && toolCalls.length === 0;
  const said: ChatMessage = { role: 'assistant', content, ...(toolCalls.length > 0 && { toolCalls }) };
  return [...request.messages.slice(request.hasInstructions ? 1 : 0), ...(isSilent ? [] : [said])];
}

function toMessages(items: readonly InputItem[]): ChatMessage[] {
  const messages: ChatMessage[] = [];
  for (const item of items) {
    switch (item.type) {
      case 'reasoning':
        // Thoughts are not said again.
        break;
      case 'function_call': {
        const call = { id: item.call_id, name: item.name, arguments: item.arguments };
        const last = messages.at(-1);
        // Calls of one answer are of one message, and so is the text before them.
        if (last?.role === 'assistant') {
          messages[messages.length - 1] = { ...last, toolCalls: [...(last.toolCalls ?? []), call] };
        } else messages.push({ role: 'assistant', content: '', toolCalls: [call] });
        break;
      }
      case 'function_call_output':
        messages.push({ role: 'tool', content: textOf(item.output), toolCallId: item.call_id });
        break;
      default:
        messages.push({ role: item.role === 'developer' ? 'system' : item.role, content: textOf(item.content) });
    }
  }
  return messages;
}

function toMutable({ toolCalls, ...message }: ChatMessage): OpenAiGeneration['messages'][number] {
  return { ...message, ...(toolCalls && { toolCalls: toolCalls.map((call) => ({ ...call })) }) };
}
