import { EMPTY, readMarkdown, type MarkdownText } from './markdown-blocks';

const DOCUMENT = `# The quiet ledger

See [the **tape**](https://example.com/tape) or \`tape()\` &amp; more.
A second line.

\`\`\`ts
const tape = open('orders/42'); // <b>

read(tape);
\`\`\`

- *one*: first
  goes on

  and on
- two
  1. nested

Title
=====

| a | b |
| :-- | --: |
| \`a\\|b\` | 3 |

> quoted
lazily

    indented

    code

<div>
markup
</div>

~~~
not closed`;

const trees = ({ blocks }: MarkdownText) => blocks.map(({ tree }) => tree);

describe('a text that grows', () => {
  it('is at every letter what it would be if it were read at once', () => {
    let grown = EMPTY;
    for (let length = 1; length <= DOCUMENT.length; length += 1) {
      const text = DOCUMENT.slice(0, length);
      grown = readMarkdown(grown, text);
      expect([text, trees(grown)]).toEqual([text, trees(readMarkdown(EMPTY, text))]);
    }
  });

  it('keeps the blocks that more text does not change', () => {
    const before = readMarkdown(EMPTY, 'One.\n\nTwo.\n\nThr');
    const after = readMarkdown(before, 'One.\n\nTwo.\n\nThree.\n\nFour.');
    expect(after.blocks).toHaveLength(4);
    expect(after.blocks[0]).toBe(before.blocks[0]);
    expect(after.blocks[1]).toBe(before.blocks[1]);
    expect(after.blocks[2]).not.toBe(before.blocks[2]);
  });

  it('is read anew when it is another', () => {
    const before = readMarkdown(EMPTY, 'One.\n\nTwo.');
    expect(trees(readMarkdown(before, 'Other.'))).toEqual([{ name: 'p', children: ['Other.'] }]);
  });

  it('finds what a reference meant that was defined later', () => {
    const before = readMarkdown(EMPTY, 'See [tape].\n\nMore.\n\n');
    const [first] = trees(readMarkdown(before, 'See [tape].\n\nMore.\n\n[tape]: https://example.com/\n'));
    expect(first?.children).toContainEqual(expect.objectContaining({ name: 'a' }));
  });
});
