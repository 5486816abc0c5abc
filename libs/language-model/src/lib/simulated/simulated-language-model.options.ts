import type { Clock } from '../clock';
import type { Latency } from './simulate.options';

/**
 * How one model id behaves: its times, and how much it says. Its mean gap is `gapMedianMs × exp(gapSigma² / 2)`, its rate
 * 1,000 divided by that.
 */
export interface ModelProfile extends Partial<Latency> {
  timeToFirstTokenMs: number;
  gapMedianMs: number;
  gapSigma: number;
  /** Tokens of reasoning before each answer, unless the request says otherwise. Default: 0. */
  reasoningTokens?: number;
  /**
   * How long a text of this model gets by itself: as `completionTokens` of the options, which is the default. Set it to
   * have one model id for long texts beside others.
   */
  completionTokens?: readonly [min: number, max: number];
}

/** What decides a plan, beside the request. */
export interface PlanOptions {
  /**
   * Model ids and their profiles, added to `sim-standard` (the default model), `sim-fast`, `sim-slow`, `sim-long` and
   * `sim-reasoning`, or changing these. Ids start with `sim-`, so that nobody takes them for a real model. Fields that are left out are those of the
   * built-in profile of the same id, else those of `sim-standard`. Default: none.
   */
  profiles?: Readonly<Record<string, Partial<ModelProfile>>>;
  /**
   * How many tokens a text gets by itself, drawn evenly between the two, whole numbers from 1. The sentence that reaches
   * the number is finished, so up to thirty more are usual. Default: [120, 250]. For a generation of exactly n tokens set
   * [n, n] here and `maxTokens` n in the request.
   */
  completionTokens?: readonly [min: number, max: number];
}

/** Options of the SimulatedLanguageModel; none is required. */
export interface SimulatedLanguageModelOptions extends PlanOptions {
  /** What plays a plan in time. Default: the system's clock. A VirtualClock lets a test run without waiting. */
  clock?: Clock;
  /** How much the model bears, over all generations of this instance. Default: any number at once, each at its full rate. */
  load?: LoadOptions;
  /** What HTTP dates in faults are made from: milliseconds since 1970. Default: `Date.now`. */
  epochMs?: () => number;
}

/** A server with places, a queue in front of it, and a rate that falls as it fills. */
export interface LoadOptions {
  /** Generations that run at once, a whole number from 1; those beyond wait for their turn, first come first served. */
  maxConcurrent: number;
  /** How many may wait, a whole number from 0; one more fails with `overloaded`. Default: 0. */
  maxQueued?: number;
  /**
   * How much longer the gaps are when all places are taken, from 0: 1 doubles them, and half as many generations lengthen
   * them half as much. Default: 0, each runs as if it were alone.
   */
  slowdown?: number;
  /** The wait that an `overloaded` failure asks for, in milliseconds from 0. Default: 1,000. */
  retryAfterMs?: number;
}
