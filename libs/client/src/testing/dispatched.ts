import { createFrameParser } from '@tickertape/wire';
import { HOSTILE_TYPES } from './hostile-streams';

/** An event as an `EventSource` dispatches it. */
export interface Dispatched {
  readonly type: string;
  readonly data: string;
  readonly lastEventId: string;
}

interface Source {
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

/** All events that an `EventSource` dispatches until its stream is over. */
export function dispatchedBy(source: Source): Promise<readonly Dispatched[]> {
  const events: Dispatched[] = [];
  for (const type of HOSTILE_TYPES) {
    source.addEventListener(type, ({ data, lastEventId }) => events.push({ type, data, lastEventId }));
  }
  return new Promise((resolve) =>
    source.addEventListener('error', () => {
      source.close();
      resolve(events);
    }),
  );
}

/** The events that the client's parser finds in a stream, as an `EventSource` would dispatch them. */
export function parsedFrom(chunks: Iterable<Uint8Array>): readonly Dispatched[] {
  const events: Dispatched[] = [];
  let lastEventId = '';
  const parser = createFrameParser({
    onFrame: ({ id = lastEventId, event, data }) => {
      lastEventId = id;
      if ((HOSTILE_TYPES as readonly string[]).includes(event)) events.push({ type: event, data, lastEventId });
    },
  });
  for (const chunk of chunks) parser.push(chunk);
  return events;
}
