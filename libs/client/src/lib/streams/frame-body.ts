import { isSelected } from '@tickertape/wire';

/** As much of a frame's data as a line looks at. */
export interface FrameBody {
  readonly topic?: unknown;
  readonly heartbeatMs?: unknown;
  readonly retryMs?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
}

/** The data of a frame. What is no JSON, or no object, has nothing to say. */
export function parseBody(data: string): FrameBody {
  try {
    const body: unknown = JSON.parse(data);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}

/** A duration as a frame says it. */
export function toMs(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

/** Whether a frame is an event, of whatever family. The family name `tape` is that of control events, known and unknown. */
export const isEvent = (type: string): boolean => !type.startsWith('tape.');

/** Whether a frame without a topic is of all: an event, a snapshot or an end without one says nothing. */
export const mayBeOfAll = (type: string): boolean => /^tape\.(?!(snapshot|closed)$)/.test(type);

/** Whether all that a stream shows at its beginning has come. */
export const isAllShown = (type: string): boolean => type === 'tape.caught-up' || isEvent(type);

/** Whether it is an event of a topic that nobody wants. */
export function isUnwanted(type: string, topic: unknown, wanted: ReadonlySet<string>): boolean {
  return isEvent(type) && typeof topic === 'string' && !isSelected(topic, wanted);
}
