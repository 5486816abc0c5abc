import { defineFixtures } from '../family-fixtures';
import { generations } from './generations.family';

const usage = { promptTokens: 9, completionTokens: 3, totalTokens: 12 };

export const generationFixtures = defineFixtures(generations, {
  samples: {
    'generations.started': {
      messages: [{ role: 'user', content: 'Why do tickers tick?' }],
      model: 'sim-standard',
      promptTokens: 9,
      seed: 7,
    },
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
    ['generations.started', 'generations.failed'],
    ['generations.started', 'generations.delta', 'generations.delta', 'generations.cancelled'],
    ['generations.started', 'generations.delta', 'generations.interrupted'],
  ],
});
