export interface StepSizeOptions {
  readonly first: number;
  readonly smallest: number;
  readonly largest: number;
  /** How long a step may take, in milliseconds. */
  readonly ms: number;
}

/** How much goes into a step, by how long the last ones took: what an event costs depends on the events, the families and the machine. */
export class StepSize {
  private present: number;

  constructor(private readonly options: StepSizeOptions) {
    this.present = options.first;
  }

  get size(): number {
    return this.present;
  }

  /** @param count how much the step had; one that had less than it might says nothing of a larger one. */
  took(ms: number, count: number): void {
    const { smallest, largest, ms: allowed } = this.options;
    if (ms > allowed && count >= smallest) {
      this.present = Math.max(smallest, Math.min(this.present, Math.floor((count * allowed) / ms)));
    } else if (ms < allowed / 2 && count >= this.present) this.present = Math.min(largest, this.present * 2);
  }
}
