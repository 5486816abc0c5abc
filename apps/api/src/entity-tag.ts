import type { Request, Response } from 'express';

/**
 * Names a state by its cursor, and answers `304` to a client that has it already; `true` when it did.
 *
 * Express compares tags too, but not for a request with `Cache-Control: no-cache`, which `fetch` adds to every request
 * with an `If-None-Match` of the caller's own.
 */
export function answerNotModified(request: Request, response: Response, cursor: string): boolean {
  const tag = `"${cursor}"`;
  response.set('ETag', tag);
  const known = (request.get('If-None-Match') ?? '').split(',').map((text) => text.trim().replace(/^W\//, ''));
  if (!known.includes(tag) && !known.includes('*')) return false;
  response.status(304);
  return true;
}
