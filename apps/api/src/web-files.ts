import { existsSync, readdirSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, sep } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

/** The better one first, and what a file ends in that has it. */
const ENCODINGS = { br: '.br', gzip: '.gz' } as const;

/** Files in this folder are named after what is in them. */
const NAMED_BY_CONTENT = `${sep}assets${sep}`;
const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * Serves the built web client at `/`, or nothing where it was not built. What the build has compressed beside itself is
 * sent so to whoever takes it: nothing of it is compressed here.
 */
export function serveWebFiles(app: NestExpressApplication, webDir: string): void {
  if (!existsSync(webDir)) return;
  app.use(preferCompressed(listFiles(webDir)));
  app.useStaticAssets(webDir, { setHeaders: keepForEver });
}

/** The files as they are asked for: `/assets/index.js`. They are those of one build, so that they are listed once. */
function listFiles(webDir: string): ReadonlySet<string> {
  return new Set(readdirSync(webDir, { recursive: true }).map((file) => `/${String(file).replaceAll(sep, '/')}`));
}

function preferCompressed(files: ReadonlySet<string>) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const { path, method } = request;
    const file = path === '/' ? '/index.html' : path;
    const encodings = Object.entries(ENCODINGS).filter(([, ending]) => files.has(`${file}${ending}`));
    if (encodings.length === 0 || (method !== 'GET' && method !== 'HEAD')) return next();
    response.vary('Accept-Encoding');
    const taken = encodings.find(([encoding]) => request.acceptsEncodings(encoding));
    if (taken) {
      const [encoding, ending] = taken;
      // Of the file that was asked for, not of the one that is read.
      response.type(extname(file)).set('Content-Encoding', encoding);
      request.url = `${file}${ending}`;
    }
    next();
  };
}

function keepForEver(response: ServerResponse, path: string): void {
  if (path.includes(NAMED_BY_CONTENT)) response.setHeader('Cache-Control', FOR_EVER);
}
