import { generations, type GenerationState } from '@tickertape/events';
import { describePace, startPace, watchPace } from './generation-pace';

const state = (changed: Partial<GenerationState>): GenerationState => ({
  ...generations.initialState('7f3a'),
  status: 'running',
  ...changed,
});
const written = (characters: number) => state({ text: 'x'.repeat(characters) });

/** 40 characters a second from 1,500 ms on, asked for at 1,000. */
const watched = (askedAtMs?: number) =>
  [0, 40, 80, 120].reduce(
    (pace, characters, second) => watchPace(pace, written(characters), 500 + second * 1_000),
    startPace(askedAtMs),
  );

describe('the pace of a generation', () => {
  it('is unknown before anything is seen', () => {
    const unknown = { firstToken: '–', rate: '–', tokens: '–' };
    expect(describePace(startPace(), undefined)).toEqual(unknown);
    expect(describePace(watchPace(startPace(0), written(0), 10), written(0))).toEqual(unknown);
  });

  it('is estimated while it is written', () => {
    expect(describePace(watched(1_000), written(120))).toEqual({ firstToken: '500 ms', rate: '≈ 10', tokens: '≈ 30' });
  });

  it('is known once it has ended', () => {
    const usage = { promptTokens: 9, completionTokens: 24, totalTokens: 33 };
    const ended = state({ text: 'x'.repeat(120), status: 'completed', usage });
    expect(describePace(watched(0), ended)).toEqual({ firstToken: '1.50 s', rate: '8', tokens: '24' });
  });

  it('does not tell of a beginning that it has not seen', () => {
    expect(describePace(watched(), written(120)).firstToken).toBe('–');
    const usage = { promptTokens: 9, completionTokens: 24, totalTokens: 33 };
    const ended = state({ text: 'x'.repeat(120), status: 'completed', usage });
    expect(describePace(watchPace(startPace(), ended, 10), ended)).toEqual({
      firstToken: '–',
      rate: '–',
      tokens: '24',
    });
  });
});
