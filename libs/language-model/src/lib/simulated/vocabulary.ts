import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { O200K_TOKEN_SPLIT_REGEX } from 'gpt-tokenizer/encodingParams/constants';
import { BytePairs } from './byte.pairs';

// The vocabulary is loaded with this module, and not with the first generation: at the start of the process nobody waits for
// it, later every live stream would. Only the data of gpt-tokenizer is used: its own tables take 70 MB of memory, these 6.
const path = createRequire(import.meta.url).resolve('gpt-tokenizer/data/o200k_base.tiktoken');
const pairs = new BytePairs(readFileSync(path));

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

/** The o200k_base tokens of a text. Text that spells a control token is a text like any other. */
export const tokensOf = (text: string): number[] => {
  const tokens: number[] = [];
  for (const piece of cutLongRuns(text)) {
    for (const [word] of piece.matchAll(O200K_TOKEN_SPLIT_REGEX)) encodeWord(word, tokens);
  }
  return tokens;
};

/**
 * How many tokens `tokensOf` gives. Exact for ordinary text; a run of more than 128 characters without a space counts up
 * to one token more for each 128.
 */
export const countTokens = (text: string): number => tokensOf(text).length;

// A word is longer than a run only by the line ends and slashes behind it; those that do not fit get bytes of their own.
const scratch = new Uint8Array(4 * LONGEST_RUN);
const utf8 = new TextEncoder();

const encodeWord = (word: string, tokens: number[]): void => {
  const fits = word.length * 3 <= scratch.length;
  const bytes = fits ? scratch : new Uint8Array(word.length * 3);
  pairs.encode(bytes, utf8.encodeInto(word, bytes).written, tokens);
};

/** What a token stands for: whole characters as a text, or bytes of UTF-8 that begin or end within a character. */
export type TokenContent = string | readonly number[];

// Few of the tokens are ever used: each is decoded when it first is.
const contents = new Map<number, TokenContent>();
const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

/** The content of a token that `tokensOf` gave. */
export const contentOf = (token: number): TokenContent => contents.get(token) ?? decode(token);

const decode = (token: number): TokenContent => {
  const bytes = pairs.bytesOf(token);
  if (!bytes) throw new RangeError(`o200k_base has no token ${token}.`);
  let content: TokenContent;
  try {
    content = strict.decode(bytes);
  } catch {
    content = Array.from(bytes);
  }
  contents.set(token, content);
  return content;
};
