export { checkBatch, planAppend } from './lib/append-batch';
export type { AppendPlan } from './lib/append-batch';
export { createEpoch } from './lib/epoch';
export { Followers } from './lib/followers';
export { MemoryTapeStore } from './lib/memory-store';
export { TapeError } from './lib/tape-error';
export type { TapeErrorCode } from './lib/tape-error';
export type { NewEvent, TapeEvent } from './lib/tape-event';
export type {
  AppendOptions,
  AppendResult,
  Head,
  StoredSnapshot,
  TapeListener,
  TapeStore,
  TopicQuery,
  TopicSelector,
  Unsubscribe,
} from './lib/tape-store';
