import { ProblemException } from '@tickertape/nestjs';
import type { NextFunction, Request, Response } from 'express';

/**
 * Refuses a body that is not JSON with `415`: passing over it would look like a request without one. That of a `GET` means
 * nothing (RFC 9110, 9.3.1).
 */
export function requireJson(request: Request, _response: Response, next: NextFunction): void {
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  // `is` gives null for a request without a body, and false for one of another type. It takes the empty body, which
  // `fetch` announces for every POST without one, for a body.
  if (request.is('json') !== false || request.get('Content-Length') === '0') return next();
  next(new ProblemException(415, 'unsupported_media_type', 'send the body as application/json'));
}
