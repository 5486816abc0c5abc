import fc from 'fast-check';
import { COALESCE_MS, DeltaCoalescer } from './delta-coalescer';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('lets the first text out at once', () => {
  const out: string[] = [];
  new DeltaCoalescer((text) => out.push(text)).push('First');
  expect(out).toEqual(['First']);
});

it('holds later text for at most 40 ms', () => {
  const out: string[] = [];
  const deltas = new DeltaCoalescer((text) => out.push(text));
  deltas.push('a');
  deltas.push('b');
  jest.advanceTimersByTime(30);
  deltas.push('c');
  expect(out).toEqual(['a']);
  jest.advanceTimersByTime(COALESCE_MS - 30);
  expect(out).toEqual(['a', 'bc']);
});

it('loses and repeats nothing, whenever text comes', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.nat({ max: 100 }))), (pushes) => {
      const out: string[] = [];
      const deltas = new DeltaCoalescer((text) => out.push(text));
      for (const [text, pauseMs] of pushes) {
        deltas.push(text);
        jest.advanceTimersByTime(pauseMs);
      }
      deltas.flush();
      expect(out.join('')).toBe(pushes.map(([text]) => text).join(''));
      expect(jest.getTimerCount()).toBe(0);
    }),
  );
});
