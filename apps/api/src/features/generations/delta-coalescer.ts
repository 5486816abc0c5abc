/** After the first text of a generation, text is gathered for at most so long before it is appended, in milliseconds. */
export const COALESCE_MS = 40;

/**
 * Gathers the texts of a generation to fewer, larger ones: the first goes out at once, so that nobody waits for it, and
 * each later one at most `COALESCE_MS` after its first token.
 */
export class DeltaCoalescer {
  private text = '';
  private timer: NodeJS.Timeout | undefined;
  private begun = false;

  /** @param emit takes each text that is due. */
  constructor(private readonly emit: (text: string) => void) {}

  push(text: string): void {
    this.text += text;
    if (!this.begun) {
      this.begun = true;
      this.flush();
    } else {
      this.timer ??= setTimeout(() => this.flush(), COALESCE_MS);
    }
  }

  /** Emits what has gathered, if anything. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { text } = this;
    this.text = '';
    if (text) this.emit(text);
  }
}
