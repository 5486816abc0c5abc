export { CONTROL_EVENTS, isControlEvent, PROTOCOL_VERSION } from './lib/control-events';
export type {
  Closed,
  ControlEvents,
  ControlEventType,
  Drain,
  DrainReason,
  Failed,
  Gap,
  GapReason,
  Heartbeat,
  Hello,
  Snapshot,
} from './lib/control-events';
export { CURSOR_MAX_BYTES, formatCursor, isEpoch, parseCursor, START } from './lib/cursor';
export type { Cursor, Seq } from './lib/cursor';
export type { EventMessage } from './lib/event-message';
export { createFrame, encodeFrame } from './lib/frame';
export type { Frame } from './lib/frame';
export { createFrameParser } from './lib/frame-parser';
export type { FrameParser, FrameParserOptions, ReceivedFrame } from './lib/frame-parser';
export { formatTopic, isSelected, isTopic, isTopicSelector, parseTopic, wholeFamilyOf } from './lib/topic';
export type { Topic, TopicParts } from './lib/topic';
