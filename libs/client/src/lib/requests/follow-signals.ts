/** A controller that aborts when one of some signals does, with its reason, until it is released. */
export interface FollowingController {
  readonly signal: AbortSignal;
  abort(reason: unknown): void;
  release(): void;
}

/** As `AbortSignal.any`, whose signals Node 20 keeps for as long as it keeps those that they follow. */
export function followSignals(...signals: readonly (AbortSignal | undefined)[]): FollowingController {
  const controller = new AbortController();
  const follow = (event: Event) => controller.abort((event.target as AbortSignal).reason);
  for (const signal of signals) {
    if (signal?.aborted) controller.abort(signal.reason);
    signal?.addEventListener('abort', follow);
  }
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    release: () => signals.forEach((signal) => signal?.removeEventListener('abort', follow)),
  };
}
