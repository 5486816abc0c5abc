import type { TapeErrorCode } from '@tickertape/tape';

/** The one table from the codes of the tape to HTTP. */
export const TAPE_ERROR_STATUS: Readonly<Record<TapeErrorCode, number>> = {
  bad_batch: 422,
  bad_parameter: 400,
  closed: 409,
  conflict: 409,
  illegal_transition: 409,
  invalid_event: 422,
  store_closed: 503,
  store_failed: 503,
  throttle_unsupported: 400,
  topic_not_found: 404,
  unknown_family: 404,
  wildcard_forbidden: 403,
};
