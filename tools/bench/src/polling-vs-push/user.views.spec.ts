import { UserViews } from './user.views';

const counting = (): UserViews => {
  const views = new UserViews(2, 1);
  views.begin();
  return views;
};

it('tells how long an update took to become known', () => {
  const views = counting();
  expect(views.update(0, 1_000)).toBe(2);
  expect(views.unknown).toBe(1);
  views.see(0, 2, 3_500);
  expect([views.unknown, views.stalenessMs]).toEqual([0, [2_500]]);
});

it('counts each update once, also those that were overtaken, of each user apart', () => {
  const views = counting();
  views.update(0, 1_000);
  views.update(0, 2_000);
  views.update(1, 2_500);
  views.see(0, 3, 5_000);
  views.see(0, 2, 6_000);
  views.see(0, 3, 7_000);
  expect([views.unknown, views.stalenessMs]).toEqual([1, [4_000, 3_000]]);
});

it('counts what is due in the window, whenever it becomes known', () => {
  const views = new UserViews(1, 1);
  views.update(0, 0);
  views.begin();
  views.update(0, 1_000);
  views.end();
  views.update(0, 2_000);
  expect(views.unknown).toBe(1);
  views.see(0, 4, 9_000);
  expect([views.unknown, views.stalenessMs]).toEqual([0, [8_000]]);
});
