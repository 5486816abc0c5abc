import type { Phase } from '@tickertape/client';
import type { ChatMessage, GenerationState } from '@tickertape/events';

/** What one side has said. */
export interface Turn {
  readonly role: ChatMessage['role'];
  readonly content: string;
  /** What the model thought before; only of the answer that is on the tape itself. */
  readonly reasoning?: string;
  /** The functions that the model asks to have called, as the model wrote them. */
  readonly calls?: readonly string[];
}

/** A generation carries its whole conversation: what was said before it, and its own answer. */
export function turnsOf({ messages, text, reasoning, refusal, toolCalls }: GenerationState): readonly Turn[] {
  const calls = toolCalls.map(({ name, arguments: given }) => `${name}(${given})`);
  return [...messages, { role: 'assistant', content: text || refusal, reasoning, calls }];
}

/** What a generation that continues the conversation is asked with. An answer that has no words is not sent. */
export function messagesAfter(state: GenerationState | undefined, asked: string): readonly ChatMessage[] {
  const question: ChatMessage = { role: 'user', content: asked };
  if (!state) return [question];
  const answer = state.text || state.refusal;
  return [...state.messages, ...(answer ? [{ role: 'assistant' as const, content: answer }] : []), question];
}

/** Why a conversation cannot go on whose state is not there, by the phase of its view. */
export const sayNotReady = (phase: Phase): string =>
  phase === 'failed'
    ? 'There is nothing here to go on from. Begin a new conversation.'
    : 'This conversation is still being opened. Ask again in a moment.';
