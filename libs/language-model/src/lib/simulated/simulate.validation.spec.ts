import fc from 'fast-check';
import type { SimulateOptions } from './simulate.options';
import { validateSimulate } from './simulate.validation';

describe('The validation of simulate', () => {
  it.each<SimulateOptions>([
    {},
    { text: 'hostile', tokens: 0, tokenizer: 'bytes' },
    { tokens: 'endless', latency: 'reasoning', refusal: true },
    { latency: { gapMedianMs: 0, burstTokens: 4 }, refusal: 'No.' },
    {
      toolCalls: [{ name: 'get_weather' }, { name: 'x', arguments: { a: [1] } }, { name: 'y', arguments: '{"broken' }],
    },
    { faults: [{ kind: 'http', status: 529, retryAfter: 'date', healsAfter: 2 }, { kind: 'stall' }] },
    { faults: [{ kind: 'cut', atToken: 7, probability: 0.5 }], tokensAfterCancel: 3, reasoningTokens: 10 },
  ])('takes %j', (simulate) => {
    expect(validateSimulate(simulate)).toEqual([]);
  });

  it.each<[unknown, string, string]>([
    [null, '', 'has to be an object'],
    [[], '', 'has to be an object'],
    [{ txt: 'prose' }, 'txt', 'is no field; there are text, tokens'],
    [{ text: 'verse' }, 'text', 'has to be one of prose, markdown, json, hostile'],
    [{ tokens: -1 }, 'tokens', 'has to be a whole number from 0 to 1000000 or has to be one of endless'],
    [{ latency: 'snail' }, 'latency', 'has to be one of fast'],
    [{ latency: { burstTokens: 0 } }, 'latency.burstTokens', 'has to be a whole number from 1'],
    [{ latency: { gapMs: 0 } }, 'latency.gapMs', 'is no field'],
    [{ toolCalls: [{ arguments: {} }] }, 'toolCalls[0].name', 'is missing'],
    [{ toolCalls: [{ name: 'a b' }] }, 'toolCalls[0].name', 'has to be 1 to 64 letters'],
    [{ faults: [{ kind: 'http', status: 418 }] }, 'faults[0].status', 'has to be one of 400'],
    [{ faults: [{ kind: 'http' }] }, 'faults[0].status', 'is missing'],
    [{ faults: [{ kind: 'http', status: 500, atToken: 3 }] }, 'faults[0].atToken', 'is no field'],
    [{ faults: [{}] }, 'faults[0].kind', 'is missing'],
    [{ faults: [{ kind: 'constructor' }] }, 'faults[0].kind', 'has to be one of http'],
    [{ faults: [{ kind: 'cut', status: 500 }] }, 'faults[0].status', 'is no field'],
    [{ faults: [{ kind: 'cut', probability: 2 }] }, 'faults[0].probability', 'has to be a number from 0 to 1'],
    [{ faults: new Array(17).fill({ kind: 'cut' }) }, 'faults', 'has to be a list of at most 16'],
    [{ ['__proto__x']: 1, constructor: 1 }, 'constructor', 'is no field'],
  ])('finds in %j the field %j', (simulate, path, message) => {
    const problem = validateSimulate(simulate).find((one) => one.path === path);
    expect(problem?.message).toContain(message);
  });

  it('lists all problems and not only the first', () => {
    const problems = validateSimulate({ text: 'verse', tokens: 1.5, faults: [{ kind: 'cut', atToken: -1 }] });
    expect(problems.map(({ path }) => path)).toEqual(['text', 'tokens', 'faults[0].atToken']);
  });

  it('never throws', () => {
    const cycle: Record<string, unknown> = { name: 'x' };
    cycle['arguments'] = cycle;
    expect(validateSimulate({ toolCalls: [cycle] })).toHaveLength(1);
    fc.assert(fc.property(fc.anything(), (value) => Array.isArray(validateSimulate(value))));
  });
});
