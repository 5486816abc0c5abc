import ranks from 'gpt-tokenizer/bpeRanks/o200k_base';
import { countTokens as countPieceTokens, encode, setMergeCacheSize } from 'gpt-tokenizer/encoding/o200k_base';

// The vocabulary is loaded with this module, 2 MB in about 0.2 s, and not with the first generation: at the start of the
// process nobody waits for it, later every live stream would.

// The package remembers the merges of 100,000 words, each of which may hold the whole prompt that it was cut from in
// memory. Nearly all words of the generated prose are single tokens and need no merge.
setMergeCacheSize(0);

/** A prompt that contains "<|endoftext|>" is a text like any other; the package would throw. */
const asPlainText = { disallowedSpecial: new Set<string>() };

/**
 * The longest run without a word's end that is merged as one. Merging costs the square of a run: 40,000 Chinese characters
 * as one run take 9 s, cut into these 0.1 s.
 */
const LONGEST_RUN = 128;
const runTooLong = new RegExp(`\\S{${LONGEST_RUN}}(?=\\S)|\\s{${LONGEST_RUN}}(?=\\s)`, 'gu');

const cutLongRuns = (text: string): string[] => {
  if (text.length <= LONGEST_RUN) return [text];
  const pieces: string[] = [];
  let start = 0;
  for (const run of text.matchAll(runTooLong)) {
    const end = run.index + run[0].length;
    pieces.push(text.slice(start, end));
    start = end;
  }
  pieces.push(text.slice(start));
  return pieces;
};

/** The o200k_base tokens of a text. */
export const tokensOf = (text: string): number[] => cutLongRuns(text).flatMap((piece) => encode(piece, asPlainText));

/**
 * How many tokens `tokensOf` gives. Exact for ordinary text; a run of more than 128 characters without a space counts up
 * to one token more for each 128.
 */
export const countTokens = (text: string): number =>
  cutLongRuns(text).reduce((sum, piece) => sum + countPieceTokens(piece, asPlainText), 0);

/** What a token stands for: whole characters as a text, or bytes of UTF-8 that begin or end within a character. */
export type TokenContent = string | readonly number[];

/** The content of a token that `tokensOf` gave. */
export const contentOf = (token: number): TokenContent => {
  const content = ranks[token];
  if (content === undefined) throw new RangeError(`o200k_base has no token ${token}.`);
  return content;
};
