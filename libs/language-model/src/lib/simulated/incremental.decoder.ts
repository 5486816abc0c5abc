import type { TokenContent } from './vocabulary';

/**
 * Turns the contents of tokens into text as they come and never lets half a character out: bytes that do not complete a
 * character wait for the token that does. Bytes that can never become one are U+FFFD, as in every UTF-8 decoder.
 */
export class IncrementalDecoder {
  // Without ignoreBOM it would swallow a U+FEFF at the start of the text.
  private readonly utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  private inCharacter = false;

  /** The text that this token completes; empty while a character is incomplete. */
  push(content: TokenContent): string {
    if (typeof content !== 'string') {
      this.inCharacter = true;
      return this.utf8.decode(Uint8Array.from(content), { stream: true });
    }
    // The usual way: most tokens are whole characters and need no decoder. One that follows bytes may break off a character.
    return this.inCharacter ? this.flush() + content : content;
  }

  /** What is left at the end: empty, or U+FFFD for a character that was cut in half. */
  flush(): string {
    this.inCharacter = false;
    return this.utf8.decode();
  }
}
