/** The least that an SSE server on node:http has to do: what is published is encoded once and written to each response. */
import type { ServerResponse } from 'node:http';
import { createBareServer, STREAM_HEADERS } from './bare.server';
import { listen } from './listen';
import { encodeEvents, HELLO } from './published';

const responses = new Set<ServerResponse>();

listen(
  createBareServer({
    open: (_request, response) => {
      response.writeHead(200, STREAM_HEADERS).write(encodeEvents([HELLO]));
      responses.add(response);
      response.once('close', () => responses.delete(response));
    },
    publish: (events) => {
      const bytes = encodeEvents(events);
      for (const response of responses) response.write(bytes);
    },
  }),
);
