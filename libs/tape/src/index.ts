export { checkBatch, planAppend, writeEvent } from './lib/append-batch';
export type { AppendPlan, CheckedEvent } from './lib/append-batch';
export type { AppendCounts, AppendOutcome } from './lib/append-counts';
export { DURATION_BOUNDS_MS, Durations } from './lib/durations';

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
export { FamilyRegistry } from './lib/family-registry';
export type { FieldError, RegisteredFamily } from './lib/family-registry';
export type { PreparedReader, ReaderHub } from './lib/readers/reader-hub';
export type { Reader } from './lib/readers/reader';
export { DEFAULT_READER_OPTIONS } from './lib/readers/reader-options';
export type { ReaderOptions } from './lib/readers/reader-options';
export type { ReaderSink } from './lib/readers/reader-sink';
export type { EndReason, ReaderState, ReaderStats, ReaderSummary } from './lib/readers/reader-stats';
export type { ReaderRequest, ReaderStart } from './lib/readers/reader-start';
export { frameEvent } from './lib/readers/tape-frame';
export type { TapeFrame } from './lib/readers/tape-frame';
export { Tape } from './lib/tape';
export type { TapeOptions } from './lib/tape';
export { formatTime } from './lib/tape-time';
export type { EventInput, TapeWriter } from './lib/tape-writer';
export type { TopicState, TopicStates } from './lib/topic-states';
export { TapeWorker } from './lib/workers/tape-worker';
export type { Position, TapeWorkerOptions } from './lib/workers/tape-worker-options';
