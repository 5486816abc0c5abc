import { Continuity } from './continuity';

const follow = (snapshot: number, ...events: { version: number; merged?: number }[]) => {
  const continuity = new Continuity();
  continuity.begin(snapshot);
  events.forEach((event) => continuity.take(event));
  return { ...continuity.faults, version: continuity.version };
};

it('finds nothing wrong with events that follow one another, merged ones included', () => {
  expect(follow(0, { version: 1 }, { version: 2 })).toEqual({ lost: 0, repeated: 0, version: 2 });
  expect(follow(3, { version: 4 }, { version: 9, merged: 5 })).toEqual({ lost: 0, repeated: 0, version: 9 });
});

it('counts every event of a hole', () => {
  expect(follow(0, { version: 1 }, { version: 4 })).toEqual({ lost: 2, repeated: 0, version: 4 });
  expect(follow(2, { version: 9, merged: 4 })).toEqual({ lost: 3, repeated: 0, version: 9 });
});

it('counts every event that comes again, in a snapshot and in a merged event too', () => {
  expect(follow(2, { version: 2 }, { version: 3 }, { version: 3 })).toEqual({ lost: 0, repeated: 2, version: 3 });
  expect(follow(3, { version: 5, merged: 4 })).toEqual({ lost: 0, repeated: 2, version: 5 });
});
