import type { TokenContent } from './vocabulary';

/**
 * Turns the contents of tokens into text as they come and never lets half a character out: bytes that do not complete a
 * character wait for the token that does. Bytes that can never become one, because the text ended or another character began,
 * are left out; U+FFFD is only ever there when the text itself has it.
 */
export class IncrementalDecoder {
  // Without ignoreBOM it would swallow a U+FEFF at the start of the text.
  private readonly utf8 = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
  private pending: number[] = [];
  private missing = 0;

  /** The text that this token completes; empty while a character is incomplete. */
  push(content: TokenContent): string {
    if (typeof content === 'string') {
      // The usual way: most tokens are whole characters and need no decoder.
      if (this.missing > 0) this.drop();
      return content;
    }
    let text = '';
    for (const byte of content) text += this.pushByte(byte);
    return text;
  }

  /** Forgets what is left at the end: a character that was cut in half. */
  flush(): string {
    this.drop();
    return '';
  }

  private pushByte(byte: number): string {
    const isContinuation = (byte & 0xc0) === 0x80;
    if (!isContinuation) {
      this.drop();
      if (byte < 0x80) return String.fromCharCode(byte);
      this.missing = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
      this.pending.push(byte);
      return '';
    }
    if (this.missing === 0) return '';
    this.pending.push(byte);
    if (--this.missing > 0) return '';
    const bytes = Uint8Array.from(this.pending);
    this.drop();
    try {
      return this.utf8.decode(bytes);
    } catch {
      // An overlong form or half a surrogate pair in UTF-8.
      return '';
    }
  }

  private drop(): void {
    if (this.pending.length > 0) this.pending = [];
    this.missing = 0;
  }
}
