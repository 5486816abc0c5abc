const VERSION = /"version":(\d+)[,}]/g;
/** Longer than any version with its name. */
const REST_CHARACTERS = 32;

/** Finds the versions in the text of a stream that comes in pieces, each once: no frame is parsed. */
export class VersionScanner {
  private rest = '';

  /** The versions that end in this piece. */
  take(piece: string): readonly number[] {
    const text = this.rest + piece;
    let end = 0;
    const versions = [...text.matchAll(VERSION)].map((found) => {
      end = found.index + found[0].length;
      return Number(found[1]);
    });
    this.rest = text.slice(Math.max(end, text.length - REST_CHARACTERS));
    return versions;
  }
}
