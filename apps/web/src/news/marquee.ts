/** Slow enough to read a headline that comes in at one side before it leaves at the other. */
const PIXELS_PER_SECOND = 48;
/** A frame that took longer was none: the tab was asleep, and the tape does not leap to catch up. */
const LONGEST_FRAME_MS = 100;

/**
 * A paper strip that runs from right to left, as an endless ring: what leaves on the left is put on again at the right
 * end. Nothing that is in sight jumps when an item is added, since a new one is put in just beyond the right edge.
 *
 * `strip` clips and `track` holds the items; an item brings its own distance to the next as padding.
 */
export class Marquee {
  #offset = 0;
  #frame = 0;
  #last = 0;
  readonly #held = new Set<string>();

  /** `keeps` decides, when an item has left, whether it comes round again. */
  constructor(
    private readonly strip: HTMLElement,
    private readonly track: HTMLElement,
    private readonly keeps: (item: HTMLElement) => boolean,
  ) {}

  get held(): boolean {
    return this.#held.size > 0;
  }

  /** Stops for a reason, until every reason is let go. */
  hold(reason: string): void {
    this.#held.add(reason);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  release(reason: string): void {
    this.#held.delete(reason);
    this.run();
  }

  /** Runs, unless it runs already or is held. */
  run(): void {
    if (this.#frame || this.held || !this.track.firstElementChild) return;
    this.#last = performance.now();
    this.#frame = requestAnimationFrame((now) => this.#step(now));
  }

  /** Puts an item on just beyond the right edge: it is the next to be seen. */
  insert(item: HTMLElement): void {
    const edge = this.strip.clientWidth;
    const beyond = this.#items().find((other) => this.#offset + other.offsetLeft - gapBefore(other) >= edge);
    if (beyond) beyond.before(item);
    else this.#append(item);
  }

  /** Moves the track until an item can be seen: it has the focus. */
  reveal(item: HTMLElement): void {
    const left = this.#offset + item.offsetLeft;
    if (left < 0 || left + item.offsetWidth > this.strip.clientWidth) this.#move(-item.offsetLeft);
  }

  /** Back to the start and without gaps, for a strip that does not run. */
  reset(): void {
    for (const item of this.#items()) item.style.marginInlineStart = '';
    this.#move(0);
  }

  #items(): HTMLElement[] {
    return [...this.track.children] as HTMLElement[];
  }

  #append(item: HTMLElement): void {
    const last = this.track.lastElementChild as HTMLElement | null;
    const end = this.#offset + (last ? last.offsetLeft + last.offsetWidth : 0);
    // When the ring is shorter than the strip, blank paper fills it, or the item would pop up in sight.
    item.style.marginInlineStart = `${Math.max(0, this.strip.clientWidth - end)}px`;
    this.track.append(item);
  }

  #step(now: number): void {
    const elapsedMs = Math.min(now - this.#last, LONGEST_FRAME_MS);
    this.#last = now;
    this.#move(this.#offset - (elapsedMs / 1_000) * PIXELS_PER_SECOND);
    const first = this.track.firstElementChild as HTMLElement | null;
    if (first && this.#offset + first.offsetLeft + first.offsetWidth < 0) this.#turn(first);
    this.#frame = requestAnimationFrame((next) => this.#step(next));
  }

  #turn(first: HTMLElement): void {
    this.#move(this.#offset + first.offsetLeft + first.offsetWidth);
    first.remove();
    if (this.keeps(first)) this.#append(first);
  }

  #move(offset: number): void {
    this.#offset = offset;
    this.track.style.transform = offset ? `translateX(${offset}px)` : '';
  }
}

const gapBefore = (item: HTMLElement): number => parseFloat(item.style.marginInlineStart) || 0;
