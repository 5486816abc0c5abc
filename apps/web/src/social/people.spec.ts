import { describePerson, findPeople } from './people';

const relations = { id: 'ann', following: ['ben', 'cleo'], muted: ['cleo', 'dara'], blocked: ['dara', 'eve'] };

it('has everybody once: the followed, then the muted, then the blocked', () => {
  expect(findPeople(relations).map((person) => [person.name, person.isFollowed, describePerson(person)])).toEqual([
    ['ben', true, ''],
    ['cleo', true, 'muted'],
    ['dara', false, 'blocked'],
    ['eve', false, 'blocked'],
  ]);
});
