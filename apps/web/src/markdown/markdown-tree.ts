import type { MarkedToken, Token, Tokens } from 'marked';
import { safeUrl } from '../safe-url';
import { decodeReferences } from './character-references';
import { element, type MarkdownElement, type MarkdownNode } from './markdown-node';

/** The page has the first level, and the name of who speaks the second. */
const HEADINGS = ['h3', 'h4', 'h5', 'h6', 'h6', 'h6'] as const;

/** A block as it is to be shown; `undefined` for one that shows nothing. Markup within the text is text. */
export function blockTree(token: Token): MarkdownElement | undefined {
  const block = token as MarkedToken;
  switch (block.type) {
    case 'space':
    case 'def':
      return undefined;
    case 'heading':
      return element(HEADINGS[block.depth - 1] ?? 'h6', inlineTrees(block.tokens));
    case 'code':
      return codeTree(block);
    case 'blockquote':
      return element('blockquote', blockTrees(block.tokens));
    case 'list':
      return listTree(block);
    case 'table':
      return tableTree(block);
    case 'hr':
      return element('hr');
    case 'html':
      return element('p', [block.text.trimEnd()], { class: 'markup' });
    default:
      return element('p', inlineTrees([block]));
  }
}

function blockTrees(tokens: readonly Token[]): MarkdownNode[] {
  return tokens.flatMap((token) => blockTree(token) ?? []);
}

function codeTree({ text, lang }: Tokens.Code): MarkdownElement {
  const language = lang?.split(/\s/)[0] || undefined;
  // Focusable, because it scrolls sideways.
  return element('pre', [element('code', [text])], { tabindex: 0, 'data-language': language });
}

function listTree({ ordered, start, items }: Tokens.List): MarkdownElement {
  const isFirst = !ordered || start === 1 || start === '';
  return element(ordered ? 'ol' : 'ul', items.map(itemTree), isFirst ? undefined : { start });
}

function itemTree({ loose, tokens }: Tokens.ListItem): MarkdownElement {
  if (loose) return element('li', blockTrees(tokens));
  const isInline = ({ type }: Token): boolean => type === 'text' || type === 'checkbox' || type === 'paragraph';
  return element(
    'li',
    tokens.flatMap((token) => (isInline(token) ? inlineTrees([token]) : (blockTree(token) ?? []))),
  );
}

function tableTree({ header, rows, align }: Tokens.Table): MarkdownElement {
  const row = (cells: readonly Tokens.TableCell[], name: 'th' | 'td'): MarkdownElement =>
    element(
      'tr',
      cells.map(({ tokens }, column) =>
        element(name, inlineTrees(tokens), { 'data-align': align[column] ?? undefined }),
      ),
    );
  const head = element('thead', [row(header, 'th')]);
  const body = element(
    'tbody',
    rows.map((cells) => row(cells, 'td')),
  );
  return element('div', [element('table', rows.length > 0 ? [head, body] : [head])], { class: 'wide', tabindex: 0 });
}

function inlineTrees(tokens: readonly Token[]): MarkdownNode[] {
  return tokens.flatMap((token) => inlineTree(token as MarkedToken));
}

function inlineTree(token: MarkedToken): MarkdownNode | MarkdownNode[] {
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return element(token.type, inlineTrees(token.tokens));
    case 'codespan':
      return element('code', [token.text]);
    case 'br':
      return element('br');
    case 'checkbox':
      return token.checked ? '☑ ' : '☐ ';
    case 'link':
      return linkTree(token, inlineTrees(token.tokens));
    case 'image':
      // Nothing is fetched from elsewhere for a text that somebody else wrote: an image is a link to itself.
      return linkTree(token, [decodeReferences(token.text) || 'image']);
    case 'escape':
    case 'html':
      return token.text;
    case 'text':
    case 'paragraph':
      return token.tokens ? inlineTrees(token.tokens) : decodeReferences(token.text);
    default:
      return token.raw;
  }
}

function linkTree({ href }: { readonly href: string }, children: MarkdownNode[]): MarkdownNode | MarkdownNode[] {
  const safe = safeUrl(decodeReferences(href));
  if (safe === undefined) return children;
  return element('a', children, { href: safe, rel: 'noopener noreferrer', target: '_blank' });
}
