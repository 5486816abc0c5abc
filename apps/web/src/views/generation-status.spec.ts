import { generations, type GenerationState } from '@tickertape/events';
import { describeAmount, describeGeneration, isRunning } from './generation-status';

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

  it('counts characters, and tokens once they are known', () => {
    expect(describeAmount(state({ text: 'Tick' }))).toBe('4 characters');
    const usage = { promptTokens: 9, completionTokens: 1, totalTokens: 10 };
    expect(describeAmount(state({ text: 'Tick', usage }))).toBe('1 token, 4 characters');
  });
});
