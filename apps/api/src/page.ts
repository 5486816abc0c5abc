import { ProblemException } from '@tickertape/nestjs';

/** What a client asks of a page: at most `limit` items, from behind `before`. */
export interface PageQuery {
  readonly limit: number;
  readonly before?: PagePlace;
}

/** The place of an item in a list that goes from the newest to the oldest. Clients have it as an opaque text. */
export interface PagePlace {
  readonly published: string;
  /** Whose it is: two users may give the same id. */
  readonly actor: string;
  readonly id: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** What `before` is to be for the next page; left out on the last one. */
  readonly next?: string;
}

/** Reads `?limit` (1 to `max`) and `?before`. Throws `bad_parameter` for anything else. */
export function readPageQuery(query: { limit?: unknown; before?: unknown }, max: number, usual: number): PageQuery {
  return {
    limit: query.limit === undefined ? usual : readLimit(query.limit, max),
    ...(query.before !== undefined && { before: readPlace(query.before) }),
  };
}

/** A page of items that are there newest first. An item that has gone since leaves its place behind. */
export function pageOf<Item extends PagePlace>(all: readonly Item[], { limit, before }: PageQuery): Page<Item> {
  const start = before ? startBehind(all, before) : 0;
  const items = all.slice(start, start + limit);
  const last = items.at(-1);
  return { items, ...(last && start + limit < all.length && { next: formatPlace(last) }) };
}

function startBehind(all: readonly PagePlace[], place: PagePlace): number {
  const { published, actor, id } = place;
  // Behind the last of them, so that each page begins further on than the one before, whatever is in the list.
  const at = all.findLastIndex((item) => item.id === id && item.actor === actor && item.published === published);
  if (at !== -1) return at + 1;
  // Rather one of the same time twice than none: items have ids.
  const older = all.findIndex((item) => item.published <= published);
  return older === -1 ? all.length : older;
}

function formatPlace({ published, actor, id }: PagePlace): string {
  return Buffer.from(JSON.stringify([published, actor, id])).toString('base64url');
}

export function readLimit(value: unknown, max: number): number {
  const limit = Number(value);
  if (typeof value === 'string' && value !== '' && Number.isInteger(limit) && limit >= 1 && limit <= max) return limit;
  throw refuse('limit', `limit must be a whole number from 1 to ${max}`);
}

function readPlace(value: unknown): PagePlace {
  try {
    const place: unknown = JSON.parse(Buffer.from(String(value), 'base64url').toString());
    if (Array.isArray(place) && place.length === 3 && place.every((part) => typeof part === 'string')) {
      const [published, actor, id] = place as [string, string, string];
      return { published, actor, id };
    }
  } catch {
    // As said below.
  }
  throw refuse('before', 'before must be the next of a page of this list');
}

function refuse(path: string, message: string): ProblemException {
  return new ProblemException(400, 'bad_parameter', message, { errors: [{ path, message }] });
}
