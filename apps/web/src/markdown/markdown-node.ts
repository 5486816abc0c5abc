/** A piece of a page as data: a text, or an element. What makes it can be tested without a page. */
export type MarkdownNode = string | MarkdownElement;

export interface MarkdownElement {
  readonly name: keyof HTMLElementTagNameMap;
  readonly attributes?: Readonly<Record<string, string | number | undefined>>;
  readonly children: readonly MarkdownNode[];
}

export const element = (
  name: MarkdownElement['name'],
  children: readonly MarkdownNode[] = [],
  attributes?: MarkdownElement['attributes'],
): MarkdownElement => (attributes ? { name, attributes, children } : { name, children });
