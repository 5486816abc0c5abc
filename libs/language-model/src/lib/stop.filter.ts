/**
 * Lets text through up to the first stop string. What may yet become one is held back until it is decided, so that no
 * part of a stop string gets out however the text is cut. The one that is complete first counts; of several that are
 * complete with the same character, the longest.
 */
export class StopFilter {
  private held = '';
  private found = false;

  constructor(private readonly stops: readonly string[]) {}

  /** Whether a stop string has come; nothing is let through after it. */
  get stopped(): boolean {
    return this.found;
  }

  /** The text that may go out now. */
  push(text: string): string {
    if (this.stops.length === 0) return text;
    const open = this.held + text;
    const stopAt = this.firstStop(open);
    this.found = stopAt !== undefined;
    const end = stopAt ?? open.length - this.partialStopLength(open);
    this.held = this.found ? '' : open.slice(end);
    return open.slice(0, end);
  }

  /** What was held back in vain: the text ended before it became a stop string. */
  flush(): string {
    const rest = this.held;
    this.held = '';
    return rest;
  }

  /** Where the stop string begins that is complete first. */
  private firstStop(text: string): number | undefined {
    let first: { start: number; end: number } | undefined;
    for (const stop of this.stops) {
      const start = text.indexOf(stop);
      if (start < 0) continue;
      const end = start + stop.length;
      if (!first || end < first.end || (end === first.end && start < first.start)) first = { start, end };
    }
    return first?.start;
  }

  /** How much of the end of the text is the beginning of a stop string. */
  private partialStopLength(text: string): number {
    let longest = 0;
    for (const stop of this.stops) {
      for (let length = Math.min(stop.length - 1, text.length); length > longest; length--) {
        if (text.endsWith(stop.slice(0, length))) longest = length;
      }
    }
    return longest;
  }
}
