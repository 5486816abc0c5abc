import { describeReaders } from './server-readers';

it('adds up readers of all families by what they do', () => {
  const metrics = [
    '# TYPE tickertape_readers gauge',
    'tickertape_readers{family="news",state="tail"} 2',
    'tickertape_readers{family="several",state="tail"} 1',
    'tickertape_readers{family="news",state="parked"} 1',
    'tickertape_streams_open 4',
  ].join('\n');
  expect(describeReaders(metrics)).toBe('3 at the tail, 1 parked');
  expect(describeReaders('')).toBe('none');
});
