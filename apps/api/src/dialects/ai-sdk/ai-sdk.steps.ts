import type { ChatMessage, ToolCall } from '@tickertape/events';
import { parseJson } from './ai-sdk.json';

/** A step of a message, before the one that a generation adds: its text, and its calls with their results. */
export interface EarlierStep {
  readonly text: string;
  readonly calls: readonly (ToolCall & { readonly output: unknown })[];
}

/**
 * The steps that a message has when a generation goes on with it: all that was said after the user's last word, as the
 * model was told it. Reasoning is not among it, and a result that failed reads like any other.
 */
export function earlierSteps(messages: readonly ChatMessage[]): readonly EarlierStep[] {
  const asked = messages.findLastIndex(({ role }) => role === 'user' || role === 'system');
  const answers = messages.slice(asked + 1);
  const outputOf = (id: string): unknown =>
    toOutput(answers.find(({ toolCallId }) => toolCallId === id)?.content ?? '');
  return answers
    .filter(({ role }) => role === 'assistant')
    .map(({ content, toolCalls = [] }) => ({
      text: content,
      calls: toolCalls.map((call) => ({ ...call, output: outputOf(call.id) })),
    }));
}

/** Objects and arrays come back as such; any other text may as well have been one. */
function toOutput(content: string): unknown {
  const parsed = /^[[{]/.test(content) ? parseJson(content) : undefined;
  return parsed ? parsed.value : content;
}
