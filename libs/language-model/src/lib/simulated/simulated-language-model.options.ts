import type { Clock } from '../clock';

/** How one model id behaves. Its mean gap is `gapMedianMs × exp(gapSigma² / 2)`, its rate 1,000 divided by that. */
export interface ModelProfile {
  /** From the start to the first token, in milliseconds, from 0. */
  timeToFirstTokenMs: number;
  /** The median of the gaps between tokens, in milliseconds, from 0: half of them are shorter. 0 plays all tokens at once. */
  gapMedianMs: number;
  /** The spread of the gaps, from 0: the standard deviation of their logarithm. 0 makes all gaps equal, 1 is very uneven. */
  gapSigma: number;
  /**
   * How long a text of this model gets by itself: as `completionTokens` of the options, which is the default. Set it to
   * have one model id for long texts beside others.
   */
  completionTokens?: readonly [min: number, max: number];
}

/** What decides a plan, beside the request. */
export interface PlanOptions {
  /**
   * Model ids and their profiles, added to `sim-standard` (the default model), `sim-fast` and `sim-slow`, or changing
   * these. Ids start with `sim-`, so that nobody takes them for a real model. Fields that are left out are those of the
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
}
