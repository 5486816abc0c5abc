/** The most UTF-16 units that are held. A family emoji has 11, with skin tones 19; marks piled up without end are let go. */
const MOST_HELD = 32;

/** Below this unit nothing joins what stands before it, apart from the line feed after `\r`. */
const FIRST_JOINING_UNIT = 0x300;

/**
 * Characters after which the same grapheme often goes on: emoji, flags, joiners, marks, half a surrogate pair, and letters of
 * scripts that are written with marks. The letters of Latin, Greek, Cyrillic, Han, kana and Hangul syllables are not among
 * them: to hold each for a mark that never comes would delay every token by one.
 */
const open =
  /[\r\p{M}\p{Cf}\p{Cs}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u1100-\u11ff]$|(?![\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Latin}])\p{L}$/u;

let segmenter: Intl.Segmenter | undefined;

/**
 * Lets text through in whole graphemes (Unicode Annex 29) where that takes no more than 32 UTF-16 units: an emoji that is
 * joined of several, or a flag, does not show its pieces first. What stands at the end and may go on is held until more text
 * shows that it does not. Half a surrogate pair is never let out.
 *
 * A mark after a Latin, Greek or Cyrillic letter may come in the part after it.
 */
export class GraphemeFilter {
  private held = '';

  /** The text that may go out now. */
  push(text: string): string {
    if (text === '') return '';
    const last = text.charCodeAt(text.length - 1);
    // The usual way: text that ends in a letter goes as it is.
    if (last < FIRST_JOINING_UNIT && last !== 0x0d) return this.held === '' ? text : this.take() + text;
    const whole = this.take() + text;
    const start = this.startOfLast(whole);
    this.held = whole.slice(start);
    return whole.slice(0, start);
  }

  /** What was held, at the end; a half of a surrogate pair that found no other is left out. */
  flush(): string {
    return this.take().replace(/\p{Cs}/gu, '');
  }

  private take(): string {
    const held = this.held;
    this.held = '';
    return held;
  }

  /** Where the grapheme begins that has to be held; the length of the text when none has. */
  private startOfLast(text: string): number {
    // A grapheme is looked for in the end of the text only: the cost does not grow with a long token.
    const from = Math.max(0, text.length - 2 * MOST_HELD);
    const end = text.slice(from);
    const half = isHighSurrogate(end.charCodeAt(end.length - 1)) ? 1 : 0;
    if (!open.test(end)) return text.length;
    segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
    let start = 0;
    for (const { index } of segmenter.segment(end)) start = index;
    // Half a pair is a grapheme to the segmenter, but belongs to the one before if that is open.
    if (half === 1 && start === end.length - 1 && start > 0 && open.test(end.slice(0, start))) {
      start = Math.min(start, lastStart(segmenter, end.slice(0, start)));
    }
    return end.length - start > MOST_HELD ? text.length - half : from + start;
  }
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

const lastStart = (segments: Intl.Segmenter, text: string): number => {
  let start = 0;
  for (const { index } of segments.segment(text)) start = index;
  return start;
};
