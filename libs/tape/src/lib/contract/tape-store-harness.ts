import type { TapeStore } from '../tape-store';

/** How the contract suite comes by stores of one adapter. */
export interface TapeStoreHarness {
  /** A store on a fresh, empty tape. */
  open(): Promise<TapeStore>;

  /**
   * Ends the store as the end of its process would, and opens the same tape again. A store that has this is durable and
   * is held to it; leave it out when a tape ends with its store.
   */
  reopen?(store: TapeStore): Promise<TapeStore>;

  /** Removes a store that a test is done with, closed or not, and all that it left. Default: closes it. */
  dispose?(store: TapeStore): Promise<void>;
}

/** What a file of the contract gets: whatever it opens is disposed of after the test. */
export type StoreUnderTest = Pick<TapeStoreHarness, 'open' | 'reopen'>;
