import type { Activity } from '@tickertape/events';
import { describeActivity, describeLikers, excerpt } from './describe-activity';

const activity = (said: Partial<Activity>): Activity => ({
  id: '1',
  actor: 'ben',
  verb: 'add',
  object: { type: 'photo', id: 'p1' },
  published: '2026-11-22T09:00:00.000Z',
  ...said,
});

describe('what an activity says', () => {
  it.each([
    [{ text: 'Hello.' }, 'Hello.'],
    [{}, 'add photo p1'],
    [{ object: { type: 'photo', id: 'p1', name: 'Sunset' } }, 'add photo “Sunset”'],
    [{ verb: 'like', object: { type: 'note', id: 'n', attributedTo: 'cleo' } }, 'like cleo’s note'],
    [{ target: { type: 'album', id: 'a', name: 'Sea' } }, 'add photo p1, album “Sea”'],
  ])('of %j', (said, words) => {
    expect(describeActivity(activity(said))).toBe(words);
  });
});

describe('who likes something', () => {
  it.each([
    [[], ''],
    [['you'], 'you like this'],
    [['ben'], 'ben likes this'],
    [['you', 'ben'], 'you and ben like this'],
    [['ben', 'cleo', 'dara'], 'ben and 2 others like this'],
  ])('%j', (likers, words) => {
    expect(describeLikers(likers)).toBe(words);
  });
});

describe('an excerpt', () => {
  it('is a short text as it is, on one line', () => {
    expect(excerpt(' One\n two ')).toBe('One two');
  });

  it('of a long text ends between words', () => {
    const words = 'paper '.repeat(20);
    expect(excerpt(words)).toBe(`${'paper '.repeat(10).trim()}…`);
  });

  it('of one endless word is cut', () => {
    expect(excerpt('x'.repeat(200))).toBe(`${'x'.repeat(60)}…`);
  });
});
