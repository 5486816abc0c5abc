import type { Frame } from '@tickertape/wire';

/**
 * A rendering of the tape in another wire format, for one connection. It owns no state but its place in that format: what
 * it says follows from the frames alone, so that a replay says the same again.
 */
export interface Dialect {
  /** What a frame is in this format; empty when the format has nothing for it. */
  render(frame: Frame): string;
  /**
   * Whether the format's own last word has been said. A response that ends before it is broken off instead: many clients
   * take an ordinary end for success.
   */
  readonly isComplete: boolean;
}
