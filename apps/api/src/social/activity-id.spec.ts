import fc from 'fast-check';
import { activityId, actorOfActivity } from './activity-id';

const userName = fc.stringMatching(/^[A-Za-z0-9_.~@:+-]{1,128}$/).filter((name) => !/^\.\.?$/.test(name));

it('names the actor, whatever the name is', () => {
  fc.assert(fc.property(userName, (actor) => actorOfActivity(activityId(actor)) === actor));
});

it('is a new one each time without a key, and the same one with it', () => {
  expect(activityId('ann')).not.toBe(activityId('ann'));
  expect(activityId('ann', 'photos/1')).toBe(activityId('ann', 'photos/1'));
  expect(activityId('ann', 'photos/1')).not.toBe(activityId('ann', 'photos/2'));
  expect(activityId('ann', 'photos/1').slice(0, 16)).not.toBe(activityId('ben', 'photos/1').slice(0, 16));
});

it.each(['', 'ann', '.ann', '5f0c2a9be1d34c7f', '5f0c2a9be1d34c7f.', '5F0C2A9BE1D34C7F.ann', '5f0c2a9be1d34c7f.a b'])(
  'takes %j for no id of an activity',
  (id) => expect(actorOfActivity(id)).toBeUndefined(),
);
