import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { PUBLISH_PATH, readPublished, type PublishedEvent } from './published';

export const STREAM_HEADERS = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' } as const;

/** A server of node:http with nothing in it but the two routes. */
export function createBareServer(handlers: {
  open(request: IncomingMessage, response: ServerResponse): void;
  publish(events: readonly PublishedEvent[]): void;
}): Server {
  return createServer((request, response) => {
    if (request.url !== PUBLISH_PATH) {
      handlers.open(request, response);
      return;
    }
    readPublished(request).then(
      (events) => {
        handlers.publish(events);
        response.writeHead(201, { 'Content-Type': 'application/json' }).end('{}');
      },
      (error: unknown) => response.writeHead(400).end(String(error)),
    );
  });
}
