import type { ReceivedFrame } from '@tickertape/wire';
import { openStream, type StreamReader } from './stream.reader';

/** More connections than any test asks for: beyond it, a reader makes no progress. */
const CONNECTIONS_MAX = 200;

export interface Followed {
  /** The frames of all connections, one after the other. */
  readonly frames: readonly ReceivedFrame[];
  readonly connections: number;
}

/**
 * Follows a stream over whatever cuts there are, as EventSource does but without waiting: the id of the last whole frame
 * becomes the `Last-Event-ID` of the next connection, an empty one takes it away. Ends at a frame that is `done`, and at
 * `204`.
 */
export async function follow(url: string, done: (frame: ReceivedFrame) => boolean): Promise<Followed> {
  const frames: ReceivedFrame[] = [];
  let lastEventId = '';
  for (let connections = 1; connections <= CONNECTIONS_MAX; connections += 1) {
    const opened = await openOrCut(url, lastEventId);
    if (opened === 'cut') continue;
    await using stream = opened;
    const { status } = stream.response;
    if (status === 204) return { frames, connections };
    if (status !== 200) throw new Error(`a reconnect was answered ${status}, which EventSource takes as final`);
    // The end of a connection is no failure here; that nothing comes on an open one is.
    await stream.frames.find('the last frame', done).catch((error: unknown) => {
      if (!stream.frames.isOver) throw error;
    });
    frames.push(...stream.frames.items);
    if (stream.frames.items.some(done)) return { frames, connections };
    if (stream.frames.items.length > 0) lastEventId = stream.lastEventId;
  }
  throw new Error(`${CONNECTIONS_MAX} connections, and still not done; last event id ${lastEventId}`);
}

/** A cut inside the headers looks like a failed connection. */
async function openOrCut(url: string, lastEventId: string): Promise<StreamReader | 'cut'> {
  try {
    return await openStream(url, { lastEventId });
  } catch {
    return 'cut';
  }
}
