export { describeTapeStore } from './lib/contract/describe-tape-store';
export type { TapeStoreHarness } from './lib/contract/tape-store-harness';
