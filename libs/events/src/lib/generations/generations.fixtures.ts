import { defineFixtures } from '../family-fixtures';
import { generations } from './generations.family';

const usage = { promptTokens: 9, completionTokens: 3, totalTokens: 12 };

const requested = {
  messages: [{ role: 'user' as const, content: 'Why do tickers tick?' }],
  model: 'sim-standard',
  promptTokens: 9,
  seed: 7,
};

export const generationFixtures = defineFixtures(generations, {
  samples: {
    'generations.queued': requested,
    'generations.started': requested,
    'generations.reasoning_delta': { text: 'They ask about tapes. ' },
    'generations.refusal_delta': { text: 'I would rather not say. ' },
    'generations.tool_call_delta': { index: 0, id: 'call_1', name: 'look_up', arguments: '{"word":"tick"' },
    'generations.delta': { text: 'Because — 🎞️ of the tape, naïvely. ' },
    'generations.completed': { finishReason: 'stop', usage },
    'generations.failed': { code: 'model_overloaded', message: 'The model has too much to do.', usage },
    'generations.cancelled': { usage },
    'generations.interrupted': { usage },
  },
  histories: [
    [
      'generations.started',
      'generations.delta',
      'generations.delta',
      'generations.delta',
      'generations.delta',
      'generations.completed',
    ],
    ['generations.queued', 'generations.started', 'generations.refusal_delta', 'generations.completed'],
    [
      'generations.started',
      'generations.reasoning_delta',
      'generations.reasoning_delta',
      'generations.delta',
      'generations.delta',
      'generations.tool_call_delta',
      'generations.tool_call_delta',
      'generations.completed',
    ],
    ['generations.queued', 'generations.cancelled'],
    ['generations.started', 'generations.failed'],
    ['generations.started', 'generations.delta', 'generations.delta', 'generations.cancelled'],
    ['generations.started', 'generations.delta', 'generations.interrupted'],
  ],
});
