import type { RelationsState } from '@tickertape/events';

/** Somebody whom a user follows, mutes or blocks. */
export interface Person {
  readonly name: string;
  readonly isFollowed: boolean;
  readonly isMuted: boolean;
  readonly isBlocked: boolean;
}

/** Each once: whom the user follows first, then whom he only mutes, then whom he blocks. */
export function findPeople({ following, muted, blocked }: RelationsState): readonly Person[] {
  return [...new Set([...following, ...muted, ...blocked])].map((name) => ({
    name,
    isFollowed: following.includes(name),
    isMuted: muted.includes(name),
    isBlocked: blocked.includes(name),
  }));
}

/** What the user sees of somebody, in a word; empty when it is everything. Who is blocked is not seen, muted or not. */
export function describePerson({ isMuted, isBlocked }: Person): string {
  return isBlocked ? 'blocked' : isMuted ? 'muted' : '';
}
