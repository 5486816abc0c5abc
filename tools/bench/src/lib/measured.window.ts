/** What is measured while the window is open; nothing of the warm-up before it or of the end after it. */
export class MeasuredWindow {
  /** Between two delta frames of one reader, in milliseconds. */
  readonly gapsMs: number[] = [];
  /** The longest of these of each reader. */
  readonly worstGapsMs: number[] = [];
  /** Readers whose stream came when the text was written already: they have no gaps, and saw nothing live. */
  tooLate = 0;
  /** From the request that starts a generation to the first text at a reader, in milliseconds. */
  readonly firstTokensMs: number[] = [];
  /** From the tape to the reader, in milliseconds, by the wall clock that both processes share. */
  readonly deliveriesMs: number[] = [];
  /** Frames of any kind at readers. */
  frames = 0;
  /** Length of the text that was generated, in UTF-16 units, as the first reader of each generation got it. */
  characters = 0;
  private open = false;

  get isOpen(): boolean {
    return this.open;
  }

  begin(): void {
    this.open = true;
  }

  end(): void {
    this.open = false;
  }
}
