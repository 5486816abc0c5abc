import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { startRoomServer, type RoomServer } from '@tickertape/client/testing-server';
import type { Page } from 'playwright-core';
import type { ClientPage } from '../client-page/page';

const BASE = '/client-page/';
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/** What the page puts beside itself. */
export interface ClientWindow {
  readonly clientPage: ClientPage;
}

/** The page with the client, and a server of rooms that serves it. Disposing it removes both. */
export interface ClientPageServer extends RoomServer {
  /** Opens the page, and waits until the client is there. */
  open(page: Page): Promise<void>;
}

/** Bundles the page, as an app would bundle the client, and serves it. */
export async function startClientPage(): Promise<ClientPageServer> {
  const built = mkdtempSync(join(tmpdir(), 'tickertape-client-page-'));
  const vite = join(__dirname, '../../../../node_modules/vite/bin/vite.js');
  const page = join(__dirname, '../client-page');
  execFileSync(process.execPath, [vite, 'build', page, '--outDir', built, '--logLevel', 'warn'], { cwd: page });
  const server = await startRoomServer((path, response) => serve(built, path, response));
  return {
    url: server.url,
    open: async (page) => {
      await page.goto(server.url + BASE);
      await page.waitForFunction(() => 'clientPage' in globalThis);
    },
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      rmSync(built, { recursive: true, force: true });
    },
  };
}

function serve(built: string, path: string, response: ServerResponse): void {
  const file = join(built, path.slice(BASE.length) || 'index.html');
  if (!path.startsWith(BASE) || !existsSync(file)) return void response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
}
