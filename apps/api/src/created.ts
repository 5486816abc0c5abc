import type { Response } from 'express';

/** A creation: what there is now, and whether it was there before, by the same `Idempotency-Key`. */
export interface Created<Resource> {
  readonly resource: Resource;
  readonly repeated: boolean;
}

/** Answers `201` with `Location`, or `200` for what was there already. */
export function answerCreated<R extends { readonly links: { readonly self: string } }>(
  response: Response,
  { resource, repeated }: Created<R>,
): R {
  response.status(repeated ? 200 : 201).location(resource.links.self);
  return resource;
}
