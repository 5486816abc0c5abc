import { readOptions } from './fan-out.options';

it('publishes fewer events a second to many readers unless told otherwise', () => {
  expect(readOptions([])).toMatchObject({ readers: 1_000, rate: 50, perTurn: 1, only: [] });
  expect(readOptions(['--readers', '10000'])).toMatchObject({ readers: 10_000, rate: 5 });
  expect(readOptions(['--readers', '10000', '--rate', '7'])).toMatchObject({ rate: 7 });
});

it('says in one line what is not allowed', () => {
  expect(() => readOptions(['--readers', 'many'])).toThrow(
    '--readers many is not allowed: a whole number from 1 to 50000',
  );
  expect(() => readOptions(['--stalled', '100'])).toThrow('--stalled 100 is not allowed: a whole number from 0 to 90');
  expect(() => readOptions(['--reader', '1'])).toThrow(/--reader/);
});

it('asks for nothing but help', () => {
  expect(readOptions(['--rate', 'x', '--help'])).toBe('help');
});
