import type { Request, Response } from 'express';

/**
 * `private`: what one person ordered is for that person's cache, and for no shared one. `no-cache`: kept, but never shown
 * without asking, since it may change at any moment; `no-store` would take away what `304` refers to, and any `max-age`
 * would add to how stale a poll's answer is.
 */
const CACHE_CONTROL = 'private, no-cache';

/**
 * Names a state by its cursor, and answers `304` to a client that has it already; `true` when it did.
 *
 * Express compares tags too, but not for a request with `Cache-Control: no-cache`, which `fetch` adds to every request
 * with an `If-None-Match` of the caller's own.
 */
export function answerNotModified(request: Request, response: Response, cursor: string): boolean {
  const tag = `"${cursor}"`;
  response.set({ ETag: tag, 'Cache-Control': CACHE_CONTROL });
  const known = (request.get('If-None-Match') ?? '').split(',').map((text) => text.trim().replace(/^W\//, ''));
  if (!known.includes(tag) && !known.includes('*')) return false;
  response.status(304);
  return true;
}
