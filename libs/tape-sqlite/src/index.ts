export { SqliteTapeStore } from './lib/sqlite-tape-store';
export type { SqliteTapeStoreOptions } from './lib/sqlite-tape-store-options';
