import { lexicon, sentences } from './prose.lexicon';
import { oneOf, wholeNumber, type Random } from './seeded.random';

/** What `writeJson` has to be ended with. */
export const JSON_CLOSING = ']}';

/** An endless JSON document, item by item: what has come is valid JSON with `JSON_CLOSING` behind it. */
export function* writeJson(random: Random): Generator<string, never, undefined> {
  yield '{"items":[';
  for (let id = 1; ; id++) {
    const item = {
      id,
      name: `${oneOf(random, lexicon.adjective)} ${oneOf(random, lexicon.thing)} ${oneOf(random, lexicon.emoji)}`,
      // Escapes: quotation marks, backslashes, line ends, braces within a string.
      note: `"${oneOf(random, sentences)}"\n\\ {"not":"an item"}`,
      amount: wholeNumber(random, -99, 9_999) / 100,
      tags: [oneOf(random, lexicon.place), oneOf(random, lexicon.works)],
      parent: id === 1 ? null : wholeNumber(random, 1, id - 1),
      open: random() < 0.5,
    };
    yield (id === 1 ? '' : ',') + JSON.stringify(item);
  }
}
