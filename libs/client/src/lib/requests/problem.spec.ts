import { describeProblem, readProblem, readRetryAfter } from './problem';

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

  it('has words and a code for an answer without any', async () => {
    const error = await readProblem(new Response('<html>', { status: 502 }));
    expect(error).toMatchObject({ message: 'The server answered 502.', status: 502, code: 'http_502' });
  });

  it.each<[unknown, string]>([
    [{ detail: 'No.', errors: { items: ['must not be empty'] } }, 'No.'],
    [{ detail: 'No.', errors: [null, 'x', { path: 'items' }, { message: 'Nothing.' }] }, 'No. Nothing.'],
    [{ detail: [{ msg: 'field required' }], title: 'No.' }, 'No.'],
    [{ detail: 7, code: 7 }, 'The server answered 400.'],
    [[], 'The server answered 400.'],
  ])('may be shaped otherwise, and is there as it came: %j', async (document, message) => {
    const error = await readProblem(new Response(JSON.stringify(document), { status: 400 }));
    expect(error).toMatchObject({ message, code: 'http_400', problem: document });
  });

  it('says how long to wait, in seconds or until a date', () => {
    const now = Date.parse('2026-11-22T09:00:00Z');
    expect(readRetryAfter('7', now)).toBe(7_000);
    expect(readRetryAfter('Sun, 22 Nov 2026 09:00:30 GMT', now)).toBe(30_000);
    expect(readRetryAfter('Sun, 22 Nov 2026 08:00:00 GMT', now)).toBe(0);
    expect(readRetryAfter('soon', now)).toBeUndefined();
    expect(readRetryAfter(null, now)).toBeUndefined();
  });
});
