import { planMatch, type MatchStep } from './matches.plan';
import { planTimetable } from './matches.timetable';
import { worldCup2026, type MatchFacts } from './world-cup-2026.facts';

/** A match of a replay of the tournament, from its kick-off to its end. */
export interface EditionMatch {
  readonly id: string;
  readonly facts: MatchFacts;
  readonly steps: readonly MatchStep[];
  /** When it kicks off, in seconds of the match since the edition began. */
  readonly startSecond: number;
}

/** How far a match is, by what is on the tape. */
export interface MatchProgress {
  /** How many of its steps have been taken. */
  readonly taken: number;
  /** In milliseconds since the epoch of Unix, and as fast as it was then; absent before the kick-off. */
  readonly kickedOff?: { readonly at: number; readonly speed: number };
  /** Its topic is finished, whoever finished it. */
  readonly closed: boolean;
}

const ID = /^world-cup-2026-(\d{1,9})-\d{3}$/;
/** Before the first kick-off of an edition, in milliseconds. */
const LEAD_MS = 2_000;

/** The edition that a match belongs to, or `undefined` of a match that is none of this tournament's. */
export function editionOf(id: string): number | undefined {
  const [, edition] = ID.exec(id) ?? [];
  return edition === undefined ? undefined : Number(edition);
}

/** Every match of an edition, by kick-off. Each edition has its own cards and annulled goals. */
export function planEdition(edition: number, speed: number): readonly EditionMatch[] {
  const matches = worldCup2026.map((facts) => {
    const id = `world-cup-2026-${edition}-${String(facts.number).padStart(3, '0')}`;
    return { id, facts, steps: planMatch(facts, edition * 1_000 + facts.number, speed) };
  });
  matches.sort((a, b) => Date.parse(a.facts.kickOff) - Date.parse(b.facts.kickOff));
  const fixtures = matches.map(({ facts: { kickOff }, steps }) => ({ kickOff, lengthS: steps.at(-1)?.atSecond ?? 0 }));
  const starts = planTimetable(fixtures);
  return matches.map((match, i) => ({ ...match, startSecond: starts[i] ?? 0 }));
}

/**
 * When each match kicks off, or did. A match that has begun keeps its own clock, whatever happened to the server. The others keep
 * their distance to the last kick-off; when the first of them is late, they all move by as much.
 */
export function kickOffTimes(
  matches: readonly EditionMatch[],
  progress: readonly MatchProgress[],
  speed: number,
  now: number,
): readonly number[] {
  const begun = progress.flatMap(({ kickedOff }, i) => (kickedOff ? [{ i, at: kickedOff.at }] : []));
  const last = begun.reduce<(typeof begun)[number] | undefined>((a, b) => (a && a.at > b.at ? a : b), undefined);
  const distanceMs = (from: number, to: number): number =>
    (((matches[to]?.startSecond ?? 0) - (matches[from]?.startSecond ?? 0)) / speed) * 1_000;
  const next = progress.findIndex(({ kickedOff, closed }) => !kickedOff && !closed);
  const nextAt = last ? Math.max(now, last.at + distanceMs(last.i, next)) : now + LEAD_MS;
  return matches.map((_, i) => progress[i]?.kickedOff?.at ?? nextAt + distanceMs(next, i));
}
