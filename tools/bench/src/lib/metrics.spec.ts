import { parseMetrics } from './metrics';

const metrics = parseMetrics(`# HELP tickertape_readers Open streams
# TYPE tickertape_readers gauge
tickertape_readers{family="news",state="tail"} 12
tickertape_readers{family="news",state="parked"} 3
tickertape_readers{family="orders",state="parked"} 4
process_open_fds 21
nodejs_heap_size_used_bytes 1.5e+7
`);

it('reads a number', () => {
  expect(metrics('process_open_fds')).toBe(21);
  expect(metrics('nodejs_heap_size_used_bytes')).toBe(15_000_000);
});

it('sums over labels, or over those with one value', () => {
  expect(metrics('tickertape_readers')).toBe(19);
  expect(metrics('tickertape_readers', 'state="parked"')).toBe(7);
  expect(metrics('tickertape_readers', 'state="catching-up"')).toBe(0);
});

it('knows nothing of a name that is not there', () => {
  expect(metrics('tickertape_store_reads_total')).toBeNull();
});
