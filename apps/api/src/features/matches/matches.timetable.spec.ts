import fc from 'fast-check';
import { planTimetable } from './matches.timetable';

const at = (second: number): string => new Date(second * 1_000).toISOString();

it('leaves out the hours in which nothing is played', () => {
  const fixtures = [0, 50_000, 51_000, 200_000].map((second) => ({ kickOff: at(second), lengthS: 6_000 }));
  expect(planTimetable(fixtures)).toEqual([0, 6_600, 7_600, 14_200]);
});

it('keeps the order, and what was played at the same time is', () => {
  const lengths = fc.integer({ min: 5_000, max: 9_000 });
  const fixtures = fc.array(fc.record({ second: fc.integer({ min: 0, max: 100_000 }), lengthS: lengths }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(fixtures, (drawn) => {
      const sorted = [...drawn].sort((a, b) => a.second - b.second);
      const starts = planTimetable(sorted.map(({ second, lengthS }) => ({ kickOff: at(second), lengthS })));
      for (let i = 1; i < sorted.length; i += 1) {
        const apart = (starts[i] ?? 0) - (starts[i - 1] ?? 0);
        const really = (sorted[i]?.second ?? 0) - (sorted[i - 1]?.second ?? 0);
        expect(apart).toBeGreaterThanOrEqual(0);
        expect(apart).toBeLessThanOrEqual(really);
        const overlapped = really < (sorted[i - 1]?.lengthS ?? 0);
        if (overlapped) expect(apart).toBe(really);
      }
    }),
  );
});
