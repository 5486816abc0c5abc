import { findMentions, isUserName } from './user-names';

describe('the users whom a text names', () => {
  it.each([
    ['nobody here', []],
    ['@ben', ['ben']],
    ['Hello @ben, and @cleo-9.', ['ben', 'cleo-9']],
    ['@ben and @ben again', ['ben']],
    ['(@dara)', ['dara']],
    ['write to ann@example.org', []],
    ['@@ben and @ alone', []],
    ['@ben.smith!', ['ben.smith']],
  ])('of %j', (text, names) => {
    expect(findMentions(text)).toEqual(names);
  });
});

describe('a user name', () => {
  it.each(['ann', 'a.b@c:d+e~f-g_1', 'x'.repeat(128)])('may be %s', (name) => {
    expect(isUserName(name)).toBe(true);
  });

  it.each(['', 'ann b', 'a/b', '*', 'é', 'x'.repeat(129)])('is not %j', (name) => {
    expect(isUserName(name)).toBe(false);
  });
});
