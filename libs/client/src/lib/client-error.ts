/** RFC 9457, as the server answers it. Facts beside the five members depend on the code, such as `version` of a conflict. */
export interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly code?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  readonly [fact: string]: unknown;
}

export interface ClientErrorFacts {
  readonly status?: number;
  readonly problem?: Problem;
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/**
 * Every failure of the client. `message` is for people and may change; `code` is for programs and does not.
 *
 * Codes of the client itself: `network` (no answer), `timeout` (none in time), `malformed` (an answer that is not JSON),
 * `unauthorized` (also after a new token), `auth_failed` (the option threw), `bad_url`, `bad_topic` (also an id that no
 * path can have), `unsendable` (a body that JSON cannot say; a token, key or cursor that no header can carry), `broken_off`
 * (every stream, before it has shown anything), `overrun` (a loop over a view that is too slow), `aborted` (by a signal),
 * `closed` (the client was). All others are those of the server's problem documents; an answer without one has
 * `http_<status>`.
 */
export class ClientError extends Error {
  /** Of the answer, where there was one. */
  readonly status?: number;
  /** The problem document of the answer, as it came. */
  readonly problem?: Problem;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;

  constructor(
    readonly code: string,
    message: string,
    { cause, ...facts }: ClientErrorFacts = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ClientError';
    Object.assign(this, facts);
  }
}
