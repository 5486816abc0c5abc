import { describeProblem, readProblem } from './problem';

describe('a problem', () => {
  it('is told by its detail and its fields', () => {
    const errors = [
      { path: 'prompt', message: 'prompt should not be empty' },
      { path: 'model', message: 'must be one of sim-fast' },
    ];
    expect(describeProblem(400, { detail: 'The body is not valid.', errors })).toBe(
      'The body is not valid. prompt should not be empty; model: must be one of sim-fast',
    );
  });

  it('does not repeat what the detail has said', () => {
    const errors = [{ path: 'items', message: 'items should not be empty' }];
    expect(describeProblem(400, { detail: 'Not valid: items should not be empty', errors })).toBe(
      'Not valid: items should not be empty',
    );
  });

  it('has words for an answer without any', async () => {
    const problem = await readProblem(new Response('<html>', { status: 502 }));
    expect(problem).toMatchObject({ message: 'The server answered 502.', status: 502, code: 'unknown' });
  });
});
