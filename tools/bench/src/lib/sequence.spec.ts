import { Sequence } from './sequence';

const follow = (last: number, ...numbers: number[]) => {
  const sequence = new Sequence();
  numbers.forEach((number) => sequence.take(number));
  return sequence.finish(last);
};

it('finds nothing wrong with numbers that follow one another from 1', () => {
  expect(follow(3, 1, 2, 3)).toEqual({ lost: 0, repeated: 0 });
  expect(follow(0)).toEqual({ lost: 0, repeated: 0 });
});

it('counts every event of a hole, at the beginning and at the end too', () => {
  expect(follow(9, 3, 4, 7)).toEqual({ lost: 6, repeated: 0 });
  expect(follow(2)).toEqual({ lost: 2, repeated: 0 });
});

it('counts an event that comes again, and one out of order as lost and repeated', () => {
  expect(follow(2, 1, 1, 2, 2)).toEqual({ lost: 0, repeated: 2 });
  expect(follow(3, 1, 3, 2)).toEqual({ lost: 1, repeated: 1 });
});
