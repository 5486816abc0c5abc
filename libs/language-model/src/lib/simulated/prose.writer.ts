import type { ChatMessage } from '../language-model';
import { lexicon, openings, openingsWithoutPrompt, sentences, sentencesOnTopic } from './prose.lexicon';
import { oneOf, wholeNumber, type Random } from './seeded.random';

/** How much of the prompt is quoted back: enough to recognise it, too little to fill the answer. */
const QUOTED_WORDS = 7;
const QUOTED_CHARACTERS = 60;

/** One sentence in six returns to a word of the prompt. */
const ON_TOPIC = 1 / 6;

const PARAGRAPH_SENTENCES = [3, 5] as const;

/**
 * An endless text about the last thing that the user said, sentence by sentence. Each brings what separates it: a space
 * in front within a paragraph, an empty line behind at its end. So the tokens of the sentences are those of the text.
 */
export function* writeProse(messages: readonly ChatMessage[], random: Random): Generator<string, never, undefined> {
  const prompt = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const quote = quoteOf(prompt);
  const topics = topicsOf(quote);
  const fill = (template: string) =>
    template.replace(/\{(\w+)\}/g, (_, slot: string) => {
      if (slot === 'quote') return quote;
      if (slot === 'topic') return oneOf(random, topics);
      return oneOf(random, lexicon[slot as keyof typeof lexicon]);
    });

  const nextOnTopic = deckOf(random, sentencesOnTopic);
  const nextSentence = deckOf(random, sentences);
  let template: string = oneOf<string>(random, quote === '' ? openingsWithoutPrompt : openings);
  for (;;) {
    const length = wholeNumber(random, ...PARAGRAPH_SENTENCES);
    for (let index = 1; index <= length; index++) {
      yield (index === 1 ? '' : ' ') + fill(template) + (index === length ? '\n\n' : '');
      template = topics.length > 0 && random() < ON_TOPIC ? nextOnTopic() : nextSentence();
    }
  }
}

/** Draws cards without putting them back until none is left: a text repeats a sentence as late as it can. */
const deckOf = (random: Random, cards: readonly string[]) => {
  let deck: string[] = [];
  return (): string => {
    if (deck.length === 0) deck = [...cards];
    return deck.splice(wholeNumber(random, 0, deck.length - 1), 1)[0] as string;
  };
};

/** The first words of the prompt, of what it is made of: letters of any script, emoji, punctuation; whole characters only. */
const quoteOf = (prompt: string): string => {
  // Words are taken from the beginning only, a prompt may be long.
  const beginning = prompt.trimStart().slice(0, QUOTED_CHARACTERS * QUOTED_WORDS);
  const words = beginning.split(/\s+/).slice(0, QUOTED_WORDS).join(' ');
  const characters = Array.from(words, (character) => (/\p{Surrogate}|\p{Cc}/u.test(character) ? '' : character));
  return characters
    .slice(0, QUOTED_CHARACTERS)
    .join('')
    .replace(/[\s.,;:!?…]+$/u, '');
};

/** Its words that are worth returning to: of four letters and more, which leaves most particles out. */
const topicsOf = (quote: string): string[] => quote.match(/\p{L}{4,}/gu) ?? [];
