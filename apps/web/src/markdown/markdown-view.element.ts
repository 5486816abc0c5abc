import { define, make } from '../components/dom';
import { EMPTY, readMarkdown, type MarkdownBlock } from './markdown-blocks';
import type { MarkdownNode } from './markdown-node';

/** Shows markdown that grows. What is complete stays as it is, so that a selection in it survives. */
export class MarkdownViewElement extends HTMLElement {
  #shown = EMPTY;

  show(text: string): void {
    if (text === this.#shown.text) return;
    const before = this.#shown.blocks;
    this.#shown = readMarkdown(this.#shown, text);
    const { blocks } = this.#shown;
    // One child a block.
    const same = before.findIndex((block, index) => block !== blocks[index]);
    const kept = same < 0 ? before.length : same;
    while (this.childNodes.length > kept) this.lastChild?.remove();
    this.append(...blocks.slice(kept).map(({ tree }: MarkdownBlock) => build(tree)));
  }
}

function build(node: MarkdownNode): Node | string {
  return typeof node === 'string' ? node : make(node.name, node.attributes, ...node.children.map(build));
}

define('markdown-view', MarkdownViewElement);

declare global {
  interface HTMLElementTagNameMap {
    'markdown-view': MarkdownViewElement;
  }
}
