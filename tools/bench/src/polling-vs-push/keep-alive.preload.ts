/**
 * Loaded into the API before it starts: it keeps idle connections for a minute. Node closes them after five seconds, just
 * when a user polls again, and every poll would need a connection of its own. What stands in front of an API usually
 * keeps them as long, and it is in favour of polling.
 */
import { Server } from 'node:http';

const KEEP_ALIVE_MS = 60_000;
const listen = Server.prototype.listen;

Server.prototype.listen = function (this: Server, ...args: unknown[]): Server {
  this.keepAliveTimeout = KEEP_ALIVE_MS;
  return Reflect.apply(listen, this, args) as Server;
};
