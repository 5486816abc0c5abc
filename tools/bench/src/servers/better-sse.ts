/** The library better-sse as its guide shows it: a session for each connection, all in one channel. */
import { createChannel, createSession } from 'better-sse';
import { createBareServer } from './bare.server';
import { listen } from './listen';
import { HELLO } from './published';

const channel = createChannel();

listen(
  createBareServer({
    open: (request, response) => {
      createSession(request, response).then(
        (session) => {
          session.push(HELLO.data, HELLO.type, HELLO.id);
          channel.register(session);
        },
        () => response.destroy(),
      );
    },
    publish: (events) => {
      for (const { id, type, data } of events) channel.broadcast(data, type, { eventId: id });
    },
  }),
);
