import { GIANT_TEXT } from './hostile.writer';
import { contentOf as vocabularyContentOf, tokensOf as vocabularyTokensOf, type TokenContent } from './vocabulary';

/** The token of `GIANT_TEXT`, beyond all of the vocabulary. */
const GIANT_TOKEN = 1_000_000_000;

/** The content of a token of the simulated model. */
export const contentOf = (token: number): TokenContent =>
  token === GIANT_TOKEN ? GIANT_TEXT : vocabularyContentOf(token);

/** The tokens of a text as the vocabulary cuts it; the giant token stays one. */
export const tokensOf = (text: string): number[] => (text === GIANT_TEXT ? [GIANT_TOKEN] : vocabularyTokensOf(text));

/** The tokens of a text, every character beyond ASCII byte by byte: the byte fallback of vocabularies like Llama's. */
export const byteTokensOf = (text: string): number[] => {
  if (text === GIANT_TEXT) return [GIANT_TOKEN];
  const tokens: number[] = [];
  for (const [run] of text.matchAll(/[\0-\x7f]+|[^\0-\x7f]+/gu)) {
    if (run.charCodeAt(0) < 0x80) tokens.push(...vocabularyTokensOf(run));
    else for (const byte of Buffer.from(run)) tokens.push(byteToken(byte));
  }
  return tokens;
};

let byteTokens: number[] | undefined;

/** The vocabulary has every single byte among its first 256 tokens. */
const byteToken = (byte: number): number => {
  if (!byteTokens) {
    byteTokens = [];
    for (let token = 0; token < 256; token++) {
      const content = vocabularyContentOf(token);
      byteTokens[typeof content === 'string' ? content.charCodeAt(0) : (content[0] as number)] = token;
    }
  }
  return byteTokens[byte] as number;
};
