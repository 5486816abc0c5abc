import { Lexer, type Token } from 'marked';
import type { MarkdownElement } from './markdown-node';
import { blockTree } from './markdown-tree';

/** A block that shows something. */
export interface MarkdownBlock {
  /** Where it begins in the text. */
  readonly start: number;
  readonly tree: MarkdownElement;
}

export interface MarkdownText {
  readonly text: string;
  readonly blocks: readonly MarkdownBlock[];
}

export const EMPTY: MarkdownText = { text: '', blocks: [] };

/**
 * A text in blocks. When it continues `before`, only what may have changed is read again, and all other blocks are those of
 * before: more text changes the last block and adds others, and touches none before it.
 */
export function readMarkdown(before: MarkdownText, text: string): MarkdownText {
  // A definition changes every reference to it, wherever that is.
  const isContinued = text.startsWith(before.text) && !text.includes(']:');
  const kept = isContinued ? before.blocks.slice(0, -1) : [];
  const start = isContinued ? (before.blocks.at(-1)?.start ?? 0) : 0;
  return { text, blocks: [...kept, ...readBlocks(text.slice(start), start)] };
}

function readBlocks(text: string, offset: number): MarkdownBlock[] {
  let start = offset;
  return Lexer.lex(text).flatMap((token: Token) => {
    const at = start;
    start += token.raw.length;
    const tree = blockTree(token);
    return tree ? [{ start: at, tree }] : [];
  });
}
