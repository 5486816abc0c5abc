import { findFaults } from './soak.result';
import type { SoakSample } from './soak.sampler';
import { SoakTotals } from './soak.totals';

const sample = (values: Partial<SoakSample>): SoakSample => ({
  ...{ at: 0, rssMiB: 100, heapMiB: 50, externalMiB: 1, files: 20, handles: 2, timers: 3, streams: 0 },
  ...{ delayMaxMs: 1, delayP99Ms: 1, ...values },
});
const before = sample({});

it('finds nothing wrong with growing memory', () => {
  const after = sample({ rssMiB: 900, heapMiB: 800 });
  expect(findFaults({ totals: new SoakTotals(), before, after })).toEqual([]);
});

it('finds files and streams that are left over', () => {
  const after = sample({ files: 21, streams: 2 });
  expect(findFaults({ totals: new SoakTotals(), before, after })).toEqual([
    'open files: 20 before, 21 after',
    'open streams: 0 before, 2 after',
  ]);
});

it('finds lost and repeated events', () => {
  const totals = Object.assign(new SoakTotals(), { lost: 2, repeated: 1 });
  expect(findFaults({ totals, before, after: before })).toEqual(['2 events lost, 1 repeated']);
});
