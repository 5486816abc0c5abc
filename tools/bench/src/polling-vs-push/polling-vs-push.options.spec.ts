import { readOptions } from './polling-vs-push.options';

it('asks for the classic case unless told otherwise', () => {
  const asked = readOptions([]);
  expect(asked).toMatchObject({ users: 10_000, every: 5, updateEvery: 30 });
  expect(asked !== 'help' && (asked.users / asked.every) * 60).toBe(120_000);
});

it('says in one line what is not allowed', () => {
  expect(() => readOptions(['--users', '0'])).toThrow('--users 0 is not allowed: a whole number from 1 to 25000');
  expect(() => readOptions(['--every', '2.5'])).toThrow('--every 2.5 is not allowed: a whole number from 1 to 600');
  expect(() => readOptions(['--user', '1'])).toThrow(/--user/);
});

it('asks for nothing but help', () => {
  expect(readOptions(['--users', 'x', '--help'])).toBe('help');
});
