import { LanguageModelError } from '../language-model.error';
import { profilesOf } from './plan.options';
import type { PlanOptions } from './simulated-language-model.options';

describe('The options of a plan', () => {
  it('have five models without being asked, the default first', () => {
    expect([...profilesOf({}).keys()]).toEqual(['sim-standard', 'sim-fast', 'sim-slow', 'sim-long', 'sim-reasoning']);
  });

  it('change a built-in profile where they name a field, and add others on the ground of the standard one', () => {
    const profiles = profilesOf({
      profiles: { 'sim-fast': { gapSigma: 0 }, 'sim-late': { timeToFirstTokenMs: 9000 } },
    });
    expect(profiles.get('sim-fast')).toMatchObject({ timeToFirstTokenMs: 150, gapMedianMs: 6.15, gapSigma: 0 });
    expect(profiles.get('sim-late')).toMatchObject({ timeToFirstTokenMs: 9000, gapMedianMs: 15.4 });
    expect([...profiles.keys()].at(0)).toBe('sim-standard');
  });

  it('give all models the length of their texts, unless a profile has its own', () => {
    const profiles = profilesOf({
      completionTokens: [1, 2],
      profiles: { 'sim-long': { completionTokens: [5000, 6000] } },
    });
    expect(profiles.get('sim-standard')?.completionTokens).toEqual([1, 2]);
    expect(profiles.get('sim-long')?.completionTokens).toEqual([5000, 6000]);
  });

  it.each<[string, PlanOptions]>([
    ['profiles', { profiles: { 'gpt-4o': {} } }],
    ['profiles["sim-fast"].gapMedianMs', { profiles: { 'sim-fast': { gapMedianMs: -1 } } }],
    ['profiles["sim-fast"].gapSigma', { profiles: { 'sim-fast': { gapSigma: NaN } } }],
    ['profiles["sim-x"].timeToFirstTokenMs', { profiles: { 'sim-x': { timeToFirstTokenMs: Infinity } } }],
    ['completionTokens', { completionTokens: [0, 10] }],
    ['completionTokens', { completionTokens: [20, 10] }],
    ['completionTokens', { completionTokens: [1.5, 10] }],
  ])('fail on %s out of its range', (field, options) => {
    expect(() => profilesOf(options)).toThrow(LanguageModelError);
    expect(() => profilesOf(options)).toThrow(
      expect.objectContaining({ code: 'invalid_options', facts: expect.objectContaining({ field }) }),
    );
  });
});
