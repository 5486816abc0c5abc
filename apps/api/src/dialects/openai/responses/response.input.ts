import type { ChatMessage, GenerationState } from '@tickertape/events';
import type { StartGeneration } from '../../../features/generations/generations.requests';
import { limitOf } from '../chat/chat.request';
import { textOf } from '../openai.body';
import type { CreateResponse, InputItem } from './responses.requests';

/**
 * A response as a generation. What OpenAI's clients are to be told again later is in it: a background response goes on
 * without readers, and the instructions are its first message.
 *
 * @param before the conversation so far.
 */
export function toGeneration(
  request: CreateResponse,
  before: readonly ChatMessage[],
): StartGeneration & { readonly model: string } {
  const { model, input, instructions, background, max_output_tokens, tools, tool_choice, simulate } = request;
  const said = typeof input === 'string' ? [{ role: 'user' as const, content: input }] : toMessages(input);
  const isChoosing = tools?.length && tool_choice !== 'none';
  return {
    model,
    messages: joinInstructions(instructions ?? null, [...before, ...said]).map(toMutable),
    ...limitOf(max_output_tokens),
    ...(isChoosing && { tools: tools.map(({ name, description, parameters }) => ({ name, description, parameters })) }),
    ...(simulate && { simulate }),
    onDisconnect: background ? 'continue' : 'cancel',
  };
}

/** The conversation after a generation: what a response that continues it begins with. Its instructions are not carried over. */
export function conversationOf({ messages, text, refusal, toolCalls }: GenerationState): readonly ChatMessage[] {
  const content = text || refusal;
  const isSilent = content === '' && toolCalls.length === 0;
  const said: ChatMessage = { role: 'assistant', content, ...(toolCalls.length > 0 && { toolCalls }) };
  return [...splitInstructions(messages).conversation, ...(isSilent ? [] : [said])];
}

/** Takes the instructions from a generation's messages. */
export function splitInstructions(messages: readonly ChatMessage[]): {
  instructions: string | null;
  conversation: readonly ChatMessage[];
} {
  const [first, ...rest] = messages;
  if (first?.role !== 'system') return { instructions: null, conversation: messages };
  return { instructions: first.content || null, conversation: rest };
}

/** A first message of the system is the instructions: a conversation that begins with another gets empty ones before it. */
function joinInstructions(instructions: string | null, conversation: readonly ChatMessage[]): readonly ChatMessage[] {
  if (instructions === null && conversation[0]?.role !== 'system') return conversation;
  return [{ role: 'system', content: instructions ?? '' }, ...conversation];
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

function toMutable({ toolCalls, ...message }: ChatMessage): NonNullable<StartGeneration['messages']>[number] {
  return { ...message, ...(toolCalls && { toolCalls: toolCalls.map((call) => ({ ...call })) }) };
}
