/** Every failure of the tape has one of these codes; the text is for people and is never matched. */
export type TapeErrorCode =
  | 'bad_batch'
  | 'bad_parameter'
  | 'closed'
  | 'conflict'
  | 'illegal_transition'
  | 'invalid_event'
  | 'store_closed'
  | 'store_failed'
  | 'throttle_unsupported'
  | 'topic_not_found'
  | 'unknown_family'
  | 'wildcard_forbidden';

/** A failure with its code, the facts that a program needs, and a sentence that says how to mend it. */
export class TapeError extends Error {
  constructor(
    readonly code: TapeErrorCode,
    message: string,
    /** Facts, as they go into a problem document: JSON. */
    readonly facts: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'TapeError';
  }
}
