import type { TapeStore } from '../tape-store';
import { describeAllOrNone } from './all-or-none.contract';
import { describeBadBatch } from './bad-batch.contract';
import { describeClosedStore } from './closed-store.contract';
import { describeClosure } from './closure.contract';
import { describeConcurrentAppends } from './concurrent-appends.contract';
import { describeCuts } from './cuts.contract';
import { describeDataFidelity } from './data-fidelity.contract';
import { describeDurability } from './durability.contract';
import { describeEpoch } from './epoch.contract';
import { describeExpectVersion } from './expect-version.contract';
import { describeFollow } from './follow.contract';
import { describeFollowingListeners } from './following-listeners.contract';
import { describeHeads } from './heads.contract';
import { describeIdempotentAppend } from './idempotent-append.contract';
import { describeModel } from './model.contract';
import { describeMonotoneVisibility } from './monotone-visibility.contract';
import { describeNames } from './names.contract';
import { describeOrder } from './order.contract';
import { describeReadBack } from './read-back.contract';
import { describeReadPages } from './read-pages.contract';
import { describeResume } from './resume.contract';
import { describeSnapshots } from './snapshots.contract';
import type { StoreUnderTest, TapeStoreHarness } from './tape-store-harness';
import { describeTopics } from './topics.contract';
import { describeTrim } from './trim.contract';
import { describeWholeFamily } from './whole-family.contract';

/** The promises of the port, one file each. */
const PROMISES: readonly ((store: StoreUnderTest) => void)[] = [
  describeOrder,
  describeAllOrNone,
  describeBadBatch,
  describeIdempotentAppend,
  describeExpectVersion,
  describeClosure,
  describeConcurrentAppends,
  describeReadPages,
  describeWholeFamily,
  describeReadBack,
  describeMonotoneVisibility,
  describeHeads,
  describeTopics,
  describeSnapshots,
  describeTrim,
  describeFollow,
  describeFollowingListeners,
  describeDataFidelity,
  describeNames,
  describeEpoch,
  describeClosedStore,
  describeModel,
  describeResume,
  describeCuts,
];

/**
 * States every promise of `TapeStore` as tests. Each adapter calls it in a spec, with everything that it promises:
 * nothing of it can be left out.
 */
export function describeTapeStore(name: string, harness: TapeStoreHarness): void {
  describe(`${name} keeps the contract of a TapeStore`, () => {
    const { dispose = (store) => store.close() } = harness;
    let opened: TapeStore[] = [];
    const keep = async (store: Promise<TapeStore>) => {
      opened.push(await store);
      return store;
    };
    const { reopen } = harness;
    const underTest: StoreUnderTest = {
      open: () => keep(harness.open()),
      ...(reopen && { reopen: (store: TapeStore) => keep(reopen.call(harness, store)) }),
    };

    afterEach(async () => {
      const done = opened;
      opened = [];
      await Promise.all(done.map((store) => dispose(store)));
    });

    for (const describePromise of PROMISES) describePromise(underTest);
    if (reopen) describeDurability({ ...underTest, reopen: (store) => keep(reopen.call(harness, store)) });
  });
}
