import type { RelationEvents, RelationsState } from '@tickertape/events';
import { ProblemException } from '@tickertape/nestjs';

/** What a user can do about another one, as its event says it. */
export type RelationChange = keyof RelationEvents;

/** What the others have decided that matters here. */
export interface RelationFacts {
  readonly user: string;
  readonly other: string;
  /** Whether the other one has blocked the user. */
  readonly blockedByOther: boolean;
}

type RelationList = Exclude<keyof RelationsState, 'id'>;

const LISTS: Readonly<Record<RelationChange, readonly [list: RelationList, present: boolean]>> = {
  'relations.followed': ['following', true],
  'relations.unfollowed': ['following', false],
  'relations.muted': ['muted', true],
  'relations.unmuted': ['muted', false],
  'relations.blocked': ['blocked', true],
  'relations.unblocked': ['blocked', false],
};

/** How many a user can have of each. */
export const RELATIONS_MAX: Readonly<Record<RelationList, number>> = { following: 5_000, muted: 1_000, blocked: 1_000 };

/** Whether a change changes anything. Throws `self_relation`, `blocked` or `limit_reached` when it must not be. */
export function decide(state: RelationsState, change: RelationChange, facts: RelationFacts): boolean {
  const { user, other, blockedByOther } = facts;
  if (user === other) {
    const message = `${user} cannot do this to himself or herself`;
    throw new ProblemException(422, 'self_relation', message, { errors: [{ path: 'other', message }] });
  }
  const [list, present] = LISTS[change];
  if (state[list].includes(other) === present) return false;
  if (change === 'relations.followed' && (blockedByOther || state.blocked.includes(other))) {
    const detail = blockedByOther ? `${other} has blocked ${user}` : `${user} has blocked ${other}: unblock first`;
    throw new ProblemException(403, 'blocked', detail);
  }
  if (present && state[list].length >= RELATIONS_MAX[list]) {
    const detail = `a user has at most ${RELATIONS_MAX[list]} ${list}`;
    throw new ProblemException(409, 'limit_reached', detail, { limit: RELATIONS_MAX[list] });
  }
  return true;
}
