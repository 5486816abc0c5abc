/**
 * Shows items as the children of a list, each in an element of its own for as long as its key is there. Elements that
 * stay are not taken out of the page, so that a focus and a selection survive, and only those that are out of order move.
 */
export class KeyedList<Item, Element extends HTMLElement> {
  private elements = new Map<string, Element>();

  constructor(
    private readonly list: HTMLElement,
    private readonly keyOf: (item: Item) => string,
    private readonly create: (item: Item) => Element,
    private readonly update: (element: Element, item: Item) => void,
  ) {}

  /** Items with the same key as one before them are left out. */
  show(items: readonly Item[]): void {
    const before = this.elements;
    this.elements = new Map(items.map((item) => [this.keyOf(item), before.get(this.keyOf(item)) ?? this.create(item)]));
    for (const [key, element] of before) if (!this.elements.has(key)) element.remove();
    let place = this.list.firstElementChild;
    for (const element of this.elements.values()) {
      if (element === place) place = place.nextElementSibling;
      else this.list.insertBefore(element, place);
    }
    for (const item of items) {
      const element = this.elements.get(this.keyOf(item));
      if (element) this.update(element, item);
    }
  }

  get(key: string): Element | undefined {
    return this.elements.get(key);
  }
}
