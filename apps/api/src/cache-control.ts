import type { NextFunction, Request, Response } from 'express';

/**
 * `private`: what concerns one person is for that person's cache, and for no shared one. `no-cache`: kept, but never shown
 * without asking, since it may change at any moment; `no-store` would take away what `304` refers to, and any `max-age`
 * would add to how stale an answer is.
 */
const CACHE_CONTROL = 'private, no-cache';

/** Says so of every answer to a `GET` or `HEAD`. Streams say more of themselves in its place. */
export function limitCaching({ method }: Request, response: Response, next: NextFunction): void {
  if (method === 'GET' || method === 'HEAD') response.set('Cache-Control', CACHE_CONTROL);
  next();
}
