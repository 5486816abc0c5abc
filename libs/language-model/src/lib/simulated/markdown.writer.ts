import { lexicon, sentences } from './prose.lexicon';
import { oneOf, wholeNumber, type Random } from './seeded.random';

const CODE = [
  '```ts\nconst tape = openTape({ topic: `orders/${id}` });\nfor await (const { version, data } of tape.read({ after: cursor })) {\n  console.log(version, data); // never twice\n}\n```',
  '```bash\ncurl -N -H "Last-Event-ID: $CURSOR" "$URL/stream" | sed -n \'s/^data: //p\'\n```',
  '```json\n{ "cursor": "k3x9-131", "items": [1, 2, 3], "next": null }\n```',
  '~~~html\n<ul class="tape">\n\t<li>a &amp; b</li>\n</ul>\n~~~',
] as const;

/** An endless document, block by block, each with the empty line behind it. Each section has code, whose fences are of several kinds. */
export function* writeMarkdown(random: Random): Generator<string, never, undefined> {
  const word = (slot: keyof typeof lexicon) => oneOf<string>(random, lexicon[slot]);
  const sentence = () =>
    oneOf(random, sentences).replace(/\{(\w+)\}/g, (_, slot: string) => word(slot as keyof typeof lexicon));
  const first = wholeNumber(random, 0, CODE.length - 1);
  for (let section = 1; ; section++) {
    yield `${section === 1 ? '#' : '##'} The ${word('adjective')} ${word('thing')}\n\n`;
    yield `${sentence()} See [the **${word('thing')}**](https://example.com/${word('thing')}) or \`${word('thing')}()\`.\n\n`;
    yield `${CODE[(first + section) % CODE.length]}\n\n`;
    const items = wholeNumber(random, 2, 4);
    yield `${Array.from({ length: items }, (_, index) => `${section % 2 ? '-' : `${index + 1}.`} *${word('place')}*: ${sentence()}`).join('\n')}\n\n`;
    yield `| ${word('thing')} | ${word('person')} |\n| :-- | --: |\n| \`a\\|b\` | ${wholeNumber(random, 1, 99)} |\n\n`;
    yield `> ${sentence()}\n\n`;
  }
}
