import type { IncomingMessage } from 'node:http';
import type { EventMessage } from '@tickertape/wire';

/** What is published: one event or several, as the API takes them. */
export type PublishRequest = PublishEvent | readonly PublishEvent[];

interface PublishEvent {
  readonly type: string;
  readonly data: object;
}

/** An event as it goes to the readers: the same fields as ours has, so that the frames are of the same length. */
export interface PublishedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: EventMessage;
}

/** The first frame of every stream, from which a reader knows that it will get what is published. */
export const HELLO = { id: '0', type: 'hello', data: {} } as const;

/** Where the streams are, and where to publish. */
export const STREAM_PATH = '/stream';
export const PUBLISH_PATH = '/publish';

let version = 0;

/** Numbers the events; nothing is kept. */
export function takePublished(request: PublishRequest): PublishedEvent[] {
  return [request].flat().map(({ type, data }) => {
    version += 1;
    const time = new Date().toISOString();
    return { id: `bench-${version}`, type, data: { topic: 'news/bench', version, time, data } };
  });
}

export async function readPublished(request: IncomingMessage): Promise<PublishedEvent[]> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return takePublished(JSON.parse(Buffer.concat(parts).toString()) as PublishRequest);
}

/** All the frames in one buffer, for all readers. */
export function encodeEvents(events: readonly { id: string; type: string; data: object }[]): Buffer {
  const frame = ({ id, type, data }: { id: string; type: string; data: object }): string =>
    `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
  return Buffer.from(events.map(frame).join(''));
}
