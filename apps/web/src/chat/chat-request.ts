import type { GenerationRequest } from '@tickertape/client';
import type { ChatMessage } from '@tickertape/events';

/** What a person has chosen; an empty text leaves it to the server or the model. */
export interface ChatSettings {
  readonly model: string;
  /** Of a simulated model: how fast it writes. */
  readonly speed: string;
  /** Of a simulated model: what it writes. */
  readonly writes: string;
}

/** Only a simulated model takes directions. */
export const isSimulated = (model: string): boolean => model.startsWith('sim-');

/** @param seed another seed is another answer to the same question. */
export function chatRequest(
  messages: readonly ChatMessage[],
  { model, speed, writes }: ChatSettings,
  seed?: number,
): GenerationRequest {
  const simulate = { ...(speed && { latency: speed }), ...(writes && { text: writes }) };
  const isDirected = isSimulated(model) && Object.keys(simulate).length > 0;
  return {
    messages,
    ...(model && { model }),
    ...(seed !== undefined && { seed }),
    ...(isDirected && { simulate }),
  };
}
