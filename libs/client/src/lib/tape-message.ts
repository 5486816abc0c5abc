import type {
  ActivityEvents,
  ChatEvents,
  FeedEvents,
  GenerationEvents,
  MatchEvents,
  NewsEvents,
  NotificationEvents,
  OrderEvents,
  QuoteEvents,
  RelationEvents,
} from '@tickertape/events';
import type { GapReason } from '@tickertape/wire';

/** The event types of this version of the events library. A newer server may send others. */
export type TapeEventType =
  | keyof ActivityEvents
  | keyof ChatEvents
  | keyof FeedEvents
  | keyof GenerationEvents
  | keyof MatchEvents
  | keyof NewsEvents
  | keyof NotificationEvents
  | keyof OrderEvents
  | keyof QuoteEvents
  | keyof RelationEvents;

/** An event. Every version of a topic comes once, in order, alone or merged into a later one. */
export interface TapeEventMessage {
  readonly type: TapeEventType;
  readonly topic: string;
  /** The place of the event in its topic: 1, 2, 3, … */
  readonly version: number;
  /** When the tape took it: RFC 3339, UTC. */
  readonly time: string;
  readonly data: unknown;
  /** How many events this one stands for, the last of which has its version; absent when it stands for itself alone. */
  readonly merged?: number;
  readonly cursor: string;
}

/** The state of a topic: at the beginning, and after a gap. Events of earlier versions do not come any more. */
export interface TapeSnapshotMessage {
  readonly type: 'tape.snapshot';
  readonly topic: string;
  readonly version: number;
  readonly state: unknown;
  readonly cursor: string;
}

/** Events are lost to this loop; a snapshot follows. */
export interface TapeGapMessage {
  readonly type: 'tape.gap';
  /** Absent when all topics are concerned. */
  readonly topic?: string;
  /** As the server has told it; `lost` when the client found a version missing. */
  readonly reason: GapReason | 'lost';
  /** How many, where that is known. */
  readonly missed: number | null;
  readonly cursor: string;
}

/** Nothing of the topic will ever follow. */
export interface TapeClosedMessage {
  readonly type: 'tape.closed';
  readonly topic: string;
  readonly cursor: string;
}

/** What a loop over events sees. `cursor`: a loop that starts after it loses nothing; empty until all snapshots are there. */
export type TapeMessage = TapeEventMessage | TapeSnapshotMessage | TapeGapMessage | TapeClosedMessage;
