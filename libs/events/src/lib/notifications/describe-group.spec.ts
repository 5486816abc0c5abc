import { describeGroup } from './describe-group';

const photo = { type: 'photo', id: 'sunset' };

it('names one or two, and counts more', () => {
  expect(describeGroup('like', photo, ['ann'])).toBe('ann liked your photo');
  expect(describeGroup('like', photo, ['ann', 'ben'])).toBe('ann and ben liked your photo');
  expect(describeGroup('like', photo, ['ann', 'ben', 'cleo', 'dan'])).toBe('ann and 3 others liked your photo');
});

it('says what was done to a person, and verbs that it does not know as they are', () => {
  expect(describeGroup('Follow', { type: 'person', id: 'ben' }, ['ann'])).toBe('ann followed you');
  expect(describeGroup('embroidered', photo, ['ann'])).toBe('ann embroidered your photo');
});
