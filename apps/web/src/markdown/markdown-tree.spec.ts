import { EMPTY, readMarkdown } from './markdown-blocks';
import type { MarkdownNode } from './markdown-node';

/** As much of a tree as tells it apart from others, in the form of markup. */
function draw(node: MarkdownNode): string {
  if (typeof node === 'string') return node.replaceAll('<', '‹').replaceAll('>', '›');
  const attributes = Object.entries(node.attributes ?? {}).filter(([, value]) => value !== undefined);
  const opening = [node.name, ...attributes.map(([name, value]) => `${name}=${value}`)].join(' ');
  return `<${opening}>${node.children.map(draw).join('')}</${node.name}>`;
}

const drawText = (text: string): string =>
  readMarkdown(EMPTY, text)
    .blocks.map(({ tree }) => draw(tree))
    .join('');

const LINK = 'rel=noopener noreferrer target=_blank';

describe('markdown', () => {
  it.each([
    ['# One\n\n###### Six', '<h3>One</h3><h6>Six</h6>'],
    ['a **b *c*** ~~d~~ `<e>`', '<p>a <strong>b <em>c</em></strong> <del>d</del> <code>‹e›</code></p>'],
    ['a  \nb\nc', '<p>a<br></br>b\nc</p>'],
    ['- a\n- [x] b\n  - c', '<ul><li>a</li><li>☑ b<ul><li>c</li></ul></li></ul>'],
    ['3. a\n\n4. b', '<ol start=3><li><p>a</p></li><li><p>b</p></li></ol>'],
    ['```ts x\n1 < 2\n```', '<pre tabindex=0 data-language=ts><code>1 ‹ 2</code></pre>'],
    [
      '| a | b |\n| - | -: |\n| *c* | 1 |',
      '<div class=wide tabindex=0><table><thead><tr><th>a</th><th data-align=right>b</th></tr></thead>' +
        '<tbody><tr><td><em>c</em></td><td data-align=right>1</td></tr></tbody></table></div>',
    ],
    ['> a\n\n---', '<blockquote><p>a</p></blockquote><hr></hr>'],
    ['a &lt;b&gt; \\* c', '<p>a ‹b› * c</p>'],
  ])('%j is shown as %s', (text, drawn) => {
    expect(drawText(text)).toBe(drawn);
  });

  it.each([
    ['<script>alert(1)</script>', '<p class=markup>‹script›alert(1)‹/script›</p>'],
    ['a <img src=x onerror=alert(1)> b', '<p>a ‹img src=x onerror=alert(1)› b</p>'],
    ['[a](javascript:alert(1))', '<p>a</p>'],
    ['[a](&#106;avascript:alert(1))', '<p>a</p>'],
    ['[a](//elsewhere.example)', '<p>a</p>'],
    ['[a](https://b.example "c")', `<p><a href=https://b.example ${LINK}>a</a></p>`],
    ['![a](https://b.example/c.png)', `<p><a href=https://b.example/c.png ${LINK}>a</a></p>`],
    ['![](data:image/png;base64,AAAA)', '<p>image</p>'],
  ])('%j does nothing but be read', (text, drawn) => {
    expect(drawText(text)).toBe(drawn);
  });
});
