/** No token: what is not in the table. */
const NONE = -1;

/** Slots for each token, rounded up to a power of two: probing stays short while half of them are empty. */
const SLOTS_PER_TOKEN = 2;

/**
 * A byte pair vocabulary in three typed arrays: about 6 MB for 200,000 tokens, where a Map of strings takes ten times as much.
 * A token's number is its rank: lower ones are merged first.
 */
export class BytePairs {
  readonly size: number;
  private readonly bytes: Uint8Array;
  private readonly starts: Uint32Array;
  private readonly slots: Int32Array;
  private readonly mask: number;

  /** Reads the format of tiktoken: a line for each token, in the order of their ranks, its bytes in base64 and its rank. */
  constructor(file: Buffer) {
    let lines = 0;
    for (let at = file.indexOf(10); at >= 0; at = file.indexOf(10, at + 1)) lines++;
    this.starts = new Uint32Array(lines + 2);
    // Base64 is longer than what it stands for.
    const bytes = Buffer.alloc(file.length);
    let used = 0;
    let token = 0;
    for (let at = 0; at < file.length; token++) {
      const space = file.indexOf(32, at);
      if (space < 0) break;
      used += bytes.write(file.toString('latin1', at, space), used, 'base64');
      this.starts[token + 1] = used;
      const end = file.indexOf(10, space);
      at = end < 0 ? file.length : end + 1;
    }
    this.size = token;
    // A copy of what is used, so that the rest is let go of.
    this.bytes = Uint8Array.from(bytes.subarray(0, used));
    this.mask = 2 ** Math.ceil(Math.log2(token * SLOTS_PER_TOKEN)) - 1;
    this.slots = new Int32Array(this.mask + 1).fill(NONE);
    for (let each = 0; each < token; each++) {
      let slot = hash(this.bytes, this.starts[each] as number, this.starts[each + 1] as number) & this.mask;
      while (this.slots[slot] !== NONE) slot = (slot + 1) & this.mask;
      this.slots[slot] = each;
    }
  }

  /** The bytes of a token; undefined for a number that is none. */
  bytesOf(token: number): Uint8Array | undefined {
    if (!Number.isInteger(token) || token < 0 || token >= this.size) return undefined;
    return this.bytes.subarray(this.starts[token], this.starts[token + 1]);
  }

  /** Appends the tokens of a run of bytes. The cost grows with the square of their number where no merge was made yet. */
  encode(run: Uint8Array, length: number, tokens: number[]): void {
    const whole = this.find(run, 0, length);
    if (whole !== NONE) tokens.push(whole);
    else this.merge(run, length, tokens);
  }

  private find(run: Uint8Array, start: number, end: number): number {
    for (let slot = hash(run, start, end) & this.mask; ; slot = (slot + 1) & this.mask) {
      const token = this.slots[slot] as number;
      if (token === NONE || this.isEqual(token, run, start, end)) return token;
    }
  }

  private isEqual(token: number, run: Uint8Array, start: number, end: number): boolean {
    let at = this.starts[token] as number;
    if ((this.starts[token + 1] as number) - at !== end - start) return false;
    for (let index = start; index < end; index++) if (this.bytes[at++] !== run[index]) return false;
    return true;
  }

  /** Merges, of all neighbours, those of the lowest rank, the leftmost first, until none are a token. */
  private merge(run: Uint8Array, length: number, tokens: number[]): void {
    const starts = Array.from({ length: length + 1 }, (_, index) => index);
    // The rank of what each piece and the one after it would be together.
    const ranks = starts.map((start) => (start + 2 <= length ? this.find(run, start, start + 2) : NONE));
    const rankAt = (index: number) =>
      index + 2 < starts.length ? this.find(run, starts[index] as number, starts[index + 2] as number) : NONE;
    for (;;) {
      let least = NONE;
      let at = NONE;
      for (let index = 0; index + 2 < starts.length; index++) {
        const rank = ranks[index] as number;
        if (rank === NONE || (least !== NONE && rank >= least)) continue;
        least = rank;
        at = index;
      }
      if (at === NONE) break;
      starts.splice(at + 1, 1);
      ranks.splice(at + 1, 1);
      ranks[at] = rankAt(at);
      if (at > 0) ranks[at - 1] = rankAt(at - 1);
    }
    for (let index = 0; index + 1 < starts.length; index++) {
      tokens.push(this.find(run, starts[index] as number, starts[index + 1] as number));
    }
  }
}

/** FNV-1a over bytes. */
const hash = (bytes: Uint8Array, start: number, end: number): number => {
  let value = 0x811c9dc5;
  for (let index = start; index < end; index++) value = Math.imul(value ^ (bytes[index] as number), 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
};
