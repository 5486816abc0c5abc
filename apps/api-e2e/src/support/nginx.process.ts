import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { within } from './within';

export interface Nginx extends AsyncDisposable {
  readonly url: string;
}

/** All that nginx needs: nothing is said about streams. */
const PLAIN_SITE = 'server { listen 80; location / { proxy_pass http://127.0.0.1:3000; } }';

/** nginx as it is installed, in front of the API by a site's configuration. Files of its own, in a new directory. */
export async function startNginx(path: string, upstream: string, site = PLAIN_SITE): Promise<Nginx> {
  const directory = await mkdtemp(join(tmpdir(), 'tickertape-nginx-'));
  // Its workers run as another user, and buffer what is too large for memory here.
  await chmod(directory, 0o755);
  const port = await freePort();
  await writeFile(join(directory, 'nginx.conf'), configure(directory, port, upstream, site));
  const child = spawn(path, ['-p', directory, '-c', join(directory, 'nginx.conf'), '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  const exited = once(child, 'exit');
  const running = new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      if (log.includes('start worker process ')) resolve();
    });
    void exited.then(() => reject(new Error(`nginx exited: ${log}`)));
  });
  await within(() => `nginx runs: ${log}`, running);
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function configure(directory: string, port: number, upstream: string, site: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
daemon off;
pid ${directory}/nginx.pid;
error_log stderr notice;
events {}
http {
  access_log off;
  ${temporary.map((name) => `${name}_temp_path ${directory}/${name};`).join('\n  ')}
  ${site.replace('127.0.0.1:3000', new URL(upstream).host).replace('listen 80', `listen 127.0.0.1:${port}`)}
}
`;
}

/** nginx cannot choose a port itself. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
