import { LanguageModelError } from './language-model.error';

describe('A LanguageModelError', () => {
  it('carries a code, the facts and the mend', () => {
    const error = new LanguageModelError('unknown_model', { model: 'x', models: ['sim-a', 'sim-b'] });
    expect(error).toMatchObject({ code: 'unknown_model', facts: { model: 'x', models: ['sim-a', 'sim-b'] } });
    expect(error.message).toBe('There is no model "x"; use one of sim-a, sim-b.');
  });

  it('carries the usage so far, none by default', () => {
    const usage = { promptTokens: 3, completionTokens: 4, totalTokens: 7 };
    const facts = { field: 'seed', rule: 'a safe integer' };
    expect(new LanguageModelError('invalid_request', facts, usage).usage).toBe(usage);
    expect(new LanguageModelError('invalid_request', facts).usage.totalTokens).toBe(0);
  });

  it('says whether it helps to try again, and when', () => {
    const facts = { status: 429, reason: 'too fast', retryAfterMs: 1_500 };
    const limited = new LanguageModelError('rate_limited', facts);
    expect(limited.retryable).toBe(true);
    expect(limited.message).toBe('The provider limits the rate (HTTP 429): too fast. Try again in 2 s.');
    expect(new LanguageModelError('unauthenticated', { status: 401, reason: 'no.' }).retryable).toBe(false);
  });
});
