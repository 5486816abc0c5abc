import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** As many connections may wait to be accepted as for the API. */
const BACKLOG = 65_535;

export function listen(server: Server): void {
  server.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG }, () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(`listening on http://127.0.0.1:${port}\n`);
  });
  process.once('SIGTERM', () => process.exit(0));
}
