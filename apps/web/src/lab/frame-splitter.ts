const LINE_FEED = 0x0a;

/**
 * Cuts the bytes of a stream into its frames, byte for byte as they came. A frame ends at a blank line; the API ends its
 * lines with LF, so that is two of them, and never inside a character.
 */
export class FrameSplitter {
  #rest = new Uint8Array();

  /** Takes the next bytes, cut anywhere; gives the frames that are complete with them. */
  push(bytes: Uint8Array): readonly Uint8Array[] {
    // The last byte may be the first half of the end.
    let from = Math.max(0, this.#rest.length - 1);
    const all = new Uint8Array(this.#rest.length + bytes.length);
    all.set(this.#rest);
    all.set(bytes, this.#rest.length);
    const frames: Uint8Array[] = [];
    let start = 0;
    for (;;) {
      const end = all.indexOf(LINE_FEED, from);
      if (end === -1 || end === all.length - 1) break;
      from = end + 1;
      if (all[from] !== LINE_FEED) continue;
      from += 1;
      frames.push(all.slice(start, from));
      start = from;
    }
    this.#rest = all.slice(start);
    return frames;
  }
}
