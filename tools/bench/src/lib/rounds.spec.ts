import { inRounds, medianOf, ratioOf } from './rounds';

it('interleaves the contenders', async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const order: string[] = [];
  const results = await inRounds([{ name: 'a' }, { name: 'b' }], 2, async ({ name }) => order.push(name));
  expect(order).toEqual(['a', 'b', 'a', 'b']);
  expect(results).toEqual([
    { name: 'a', samples: [1, 3] },
    { name: 'b', samples: [2, 4] },
  ]);
});

it('takes the middle of what is known', () => {
  expect(medianOf([9, 1, 5])).toBe(5);
  expect(medianOf([4, null, 2])).toBe(2);
  expect(medianOf([null])).toBeNull();
});

it('knows no ratio to what is not known', () => {
  expect(ratioOf(3, 2)).toBe(1.5);
  expect(ratioOf(3, null)).toBeNull();
  expect(ratioOf(null, 2)).toBeNull();
});
