import { readRetryAfter } from './retry.after';

const NOW_MS = Date.parse('2026-11-23T12:00:00Z');
const read = (headers: Record<string, string>) => readRetryAfter((name) => headers[name], NOW_MS).retryAfterMs;

describe('The wait that an answer asks for', () => {
  it.each<[Record<string, string>, number | undefined]>([
    [{}, undefined],
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': ' 0 ' }, 0],
    [{ 'retry-after': '1.5' }, 1_500],
    [{ 'retry-after': 'Mon, 23 Nov 2026 12:01:00 GMT' }, 60_000],
    [{ 'retry-after': 'Mon, 23 Nov 2026 11:59:00 GMT' }, 0],
    [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
    [{ 'retry-after-ms': 'x', 'retry-after': '7' }, 7_000],
    [{ 'retry-after': '' }, undefined],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': 'Infinity' }, undefined],
  ])('of %j is %j ms', (headers, ms) => {
    expect(read(headers)).toBe(ms);
  });
});
