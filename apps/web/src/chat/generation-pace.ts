import type { GenerationState } from '@tickertape/events';
import { isRunning } from './generation-status';
import { addSample, ratePerSecond, type Sample } from './rate';

/** What a page has measured of a generation. Times are of a clock that does not jump, in milliseconds. */
export interface Pace {
  /** When it was asked for; absent in a page that came later. */
  readonly askedAtMs?: number;
  /** When the page first saw something of it, and how many characters there were. */
  readonly first?: Sample;
  /** When the page last saw more of it. */
  readonly last?: Sample;
  /** How much there was in the last moments. */
  readonly samples: readonly Sample[];
}

export interface PaceWords {
  readonly firstToken: string;
  readonly rate: string;
  readonly tokens: string;
}

/** A rule of thumb for English; at its end a generation says how many tokens it had. */
const CHARACTERS_PER_TOKEN = 4;

const UNKNOWN = '–';

export const startPace = (askedAtMs?: number): Pace => ({ askedAtMs, samples: [] });

export function watchPace(pace: Pace, state: GenerationState, atMs: number): Pace {
  const sample = { atMs, amount: charactersOf(state) };
  const isMore = sample.amount > (pace.last?.amount ?? 0);
  return {
    ...pace,
    first: pace.first ?? (isMore ? sample : undefined),
    last: isMore ? sample : pace.last,
    samples: isRunning(state.status) ? addSample(pace.samples, sample) : pace.samples,
  };
}

/** What was measured here; what this page has not seen is not made up. */
export function describePace(pace: Pace, state: GenerationState | undefined): PaceWords {
  const { askedAtMs, first } = pace;
  const firstToken = askedAtMs !== undefined && first ? formatMs(first.atMs - askedAtMs) : UNKNOWN;
  if (!state) return { firstToken, rate: UNKNOWN, tokens: UNKNOWN };
  const characters = charactersOf(state);
  if (state.usage) {
    const { completionTokens } = state.usage;
    const rate = averageRate(pace) * (completionTokens / (characters || 1));
    return { firstToken, rate: rate > 0 ? rate.toFixed(0) : UNKNOWN, tokens: String(completionTokens) };
  }
  const rate = ratePerSecond(pace.samples) / CHARACTERS_PER_TOKEN;
  return {
    firstToken,
    rate: rate > 0 ? `≈ ${rate.toFixed(0)}` : UNKNOWN,
    tokens: characters > 0 ? `≈ ${Math.ceil(characters / CHARACTERS_PER_TOKEN)}` : UNKNOWN,
  };
}

const charactersOf = ({ text, reasoning, refusal }: GenerationState): number =>
  text.length + reasoning.length + refusal.length;

/** Characters a second from the first to the last that was seen coming. */
function averageRate({ first, last }: Pace): number {
  if (!first || !last || last.atMs <= first.atMs) return 0;
  return ((last.amount - first.amount) * 1_000) / (last.atMs - first.atMs);
}

const formatMs = (ms: number): string => (ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(2)} s`);
