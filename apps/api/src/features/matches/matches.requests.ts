import { MATCH_STATUSES, type MatchStatus } from '@tickertape/events';
import { ProblemException } from '@tickertape/nestjs';

/** Reads `?status`. Throws `bad_parameter` for what is no status of a match. */
export function readStatus(value: unknown): MatchStatus | undefined {
  if (value === undefined) return undefined;
  const status = MATCH_STATUSES.find((known) => known === value);
  if (status) return status;
  const message = `status must be one of ${MATCH_STATUSES.join(', ')}`;
  throw new ProblemException(400, 'bad_parameter', message, { errors: [{ path: 'status', message }] });
}
