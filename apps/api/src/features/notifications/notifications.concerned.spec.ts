import type { ActivityContent } from '@tickertape/events';
import { activityId } from '../../social/activity-id';
import { findConcerned } from './notifications.concerned';

const photo = { type: 'photo', id: 'sunset', name: 'Sunset', attributedTo: 'ben' };
const groups = (content: Partial<ActivityContent>, actor = 'ann') => {
  const concerned = findConcerned(actor, { verb: 'like', object: { type: 'photo', id: '1' }, ...content });
  return Object.fromEntries([...concerned].map(([user, { group }]) => [user, group]));
};

it('concerns the owner of its object and of its target, as they say themselves', () => {
  expect(findConcerned('ann', { verb: 'Like', object: photo })).toEqual(
    new Map([
      ['ben', { verb: 'like', subject: { type: 'photo', id: 'sunset', name: 'Sunset' }, group: 'like:photo:sunset' }],
    ]),
  );
  const comment = { type: 'note', id: '7', attributedTo: 'cleo' };
  expect(groups({ verb: 'comment', object: comment, target: photo })).toEqual({
    cleo: 'comment:note:7',
    ben: 'comment:photo:sunset',
  });
});

it('concerns the author of an activity, by its id, and a person, by theirs', () => {
  const id = activityId('ben', 'x');
  expect(groups({ object: { type: 'note', id } })).toEqual({ ben: `like:note:${id}` });
  expect(groups({ verb: 'follow', object: { type: 'Person', id: 'ben' } })).toEqual({ ben: 'follow' });
  expect(groups({ verb: 'like', object: { type: 'user', id: 'not a name' } })).toEqual({});
  expect(groups({ verb: 'like', object: { type: 'person', id: 'card', attributedTo: 'ben' } })).toEqual({
    ben: 'like:person:card',
  });
});

it('concerns those whom it is addressed to: they are mentioned, unless the verb is one that is done to persons', () => {
  expect(groups({ verb: 'post', to: ['ben', 'cleo'] })).toEqual({ ben: 'mention', cleo: 'mention' });
  expect(groups({ verb: 'invite', to: ['ben'] })).toEqual({ ben: 'invite' });
  expect(findConcerned('ann', { verb: 'post', object: photo, to: ['cleo'] }).get('cleo')).toMatchObject({
    verb: 'mention',
    subject: { type: 'person', id: 'cleo' },
  });
});

it('concerns each user once, and never its actor', () => {
  expect(groups({ object: photo, target: { ...photo, id: 'other' }, to: ['ben', 'ben', 'ann'] })).toEqual({
    ben: 'like:photo:sunset',
  });
  expect(groups({ object: photo, to: ['ben'] }, 'ben')).toEqual({});
});

it('gives different things different groups, whatever their names, of at most 500 characters', () => {
  const things = [
    { type: 'a', id: 'b:c' },
    { type: 'a:b', id: 'c' },
    { type: 'a%3Ab', id: 'c' },
    { type: ':'.repeat(200), id: 'x'.repeat(200) },
    { type: ':'.repeat(200), id: 'y'.repeat(200) },
  ];
  const found = things.map((thing) => groups({ object: { ...thing, attributedTo: 'ben' } })['ben'] ?? '');
  expect(new Set(found).size).toBe(things.length);
  expect(Math.max(...found.map((group) => group.length))).toBeLessThanOrEqual(500);
});
