import { generations, type GenerationState } from '@tickertape/events';
import { describeGeneration, isRunning } from './generation-status';

const state = (changed: Partial<GenerationState>): GenerationState => ({
  ...generations.initialState('7f3a'),
  ...changed,
});

describe('the status of a generation', () => {
  it.each([
    ['queued', 'Queued', 'busy'],
    ['running', 'Running', 'busy'],
    ['completed', 'Completed', 'good'],
    ['cancelled', 'Stopped', 'bad'],
    ['interrupted', 'Interrupted', 'bad'],
    ['failed', 'Failed', 'bad'],
  ] as const)('%s is stamped "%s"', (status, stamp, tone) => {
    expect(describeGeneration(state({ status }))).toMatchObject({ stamp, tone });
    expect(isRunning(status)).toBe(tone === 'busy');
  });

  it('says why it ended', () => {
    expect(describeGeneration(state({ status: 'completed', finishReason: 'length' })).says).toContain('length');
    const error = { code: 'model_overloaded', message: 'Too much to do.' };
    expect(describeGeneration(state({ status: 'failed', error })).says).toBe('Too much to do.');
  });
});
