/** Gives the token of a request. `refused`: the server has just answered `401` to the last one. */
export type Authorize = (request: { readonly refused: boolean }) => string | undefined | Promise<string | undefined>;

export interface ClientOptions {
  /** Where the API is, a path before `/v1` included. Default: the origin of the page; required outside of pages. */
  readonly url?: string;
  /**
   * Sent as `Authorization: Bearer …`. A function is asked before every request and every connection, so that it should
   * keep its token, and once more after a `401`: once for all requests that are refused together. A second `401` fails with
   * `unauthorized`. Default: no header.
   */
  readonly auth?: string | Authorize;
  /** Default: the global `fetch`. Give another one for cookies of another origin, a proxy, or tests. */
  readonly fetch?: typeof globalThis.fetch;
  /**
   * Whose client this is, by any name. Tabs that share a connection see by the rights of one of them, so that only those of
   * the same user do: with `auth`, or a `fetch` of your own, give it, and make another client for another user. Default:
   * nobody's with neither of them; else unknown, and the tab has a connection of its own.
   */
  readonly user?: string;
  /**
   * `shared`: the tabs of an origin have one connection together, if they are of the same `user`. `own`: each has its own,
   * and lets go of it while it is hidden. Default: `shared` where there are Web Locks and BroadcastChannel, that is in
   * today's browsers, else `own`.
   */
  readonly tabs?: 'shared' | 'own';
  /** Times, for networks and tests that are unlike others. */
  readonly timing?: Partial<Timing>;
}

/** All in milliseconds. */
export interface Timing {
  /** How long a stream may take for its first frame. Longer for networks with very slow beginnings. */
  readonly helloTimeoutMs: number;
  /** How long a request may take. */
  readonly requestTimeoutMs: number;
  /** The first wait before a reconnect or a second attempt; it doubles from there. */
  readonly firstWaitMs: number;
  /** The longest wait. */
  readonly longestWaitMs: number;
  /** Between two polls, where streams do not get through. */
  readonly pollMs: number;
  /** How long it polls before it tries a stream again. */
  readonly streamAgainMs: number;
  /** How long a hidden page keeps a connection that it does not share. */
  readonly hiddenMs: number;
}

export const DEFAULT_TIMING: Timing = {
  // Several times what a bad mobile network needs for a first answer.
  helloTimeoutMs: 8_000,
  requestTimeoutMs: 30_000,
  // Short, since most cuts are over at once.
  firstWaitMs: 500,
  // A person who looks at the page should not wait longer for a server that is back.
  longestWaitMs: 20_000,
  pollMs: 3_000,
  // A proxy that holds streams back does not change its mind within a minute; a phone may change its network.
  streamAgainMs: 180_000,
  hiddenMs: 30_000,
};
