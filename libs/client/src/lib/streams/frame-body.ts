import { isControlEvent } from '@tickertape/wire';
import { wholeFamilyOf } from './stream-url';

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

/** Whether it is an event of a topic that nobody wants. */
export function isUnwanted(type: string, topic: unknown, wanted: ReadonlySet<string>): boolean {
  if (isControlEvent(type) || typeof topic !== 'string') return false;
  return !wanted.has(topic) && !wanted.has(wholeFamilyOf(topic));
}
