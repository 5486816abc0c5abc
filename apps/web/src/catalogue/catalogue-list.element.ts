import type { EventTypeDescription } from '@tickertape/events/catalogue';
import { define, make, setText } from '../components/dom';
import { formatCount } from '../format';
import { formatRoute } from '../route';
import { formatChoice } from './choice';
import { findGroups } from './type-groups';

/** All event types by family, with a box that narrows them. */
export class CatalogueListElement extends HTMLElement {
  readonly #filter = make('input', {
    id: 'catalogue-filter',
    type: 'search',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    placeholder: 'delivered, story, orders …',
  });
  readonly #found = make('p', { class: 'types-found', role: 'status' });
  // Of one height, so that what is below stays where it is.
  readonly #panel = make('div', {
    class: 'types',
    role: 'navigation',
    'aria-label': 'Event types',
    'aria-busy': 'true',
  });
  readonly #sections = new Map<string, HTMLElement>();
  readonly #links = new Map<string, HTMLAnchorElement>();
  #types: readonly EventTypeDescription[] = [];

  connectedCallback(): void {
    if (this.firstChild) return;
    const box = make(
      'div',
      { class: 'types-filter' },
      make('label', { for: 'catalogue-filter', class: 'label' }, 'Filter'),
    );
    box.append(this.#filter, this.#found);
    this.append(box, this.#panel);
    this.#filter.addEventListener('input', () => this.#narrow());
  }

  show(types: readonly EventTypeDescription[]): void {
    this.#types = types;
    for (const group of findGroups(types, '')) {
      const links = group.types.map(({ type }) => this.#makeLink(type));
      const heading = make('h2', { class: 'label' }, group.family);
      const section = make('section', {}, heading, make('ul', {}, ...links.map((link) => make('li', {}, link))));
      this.#sections.set(group.family, section);
    }
    this.#panel.replaceChildren(...this.#sections.values());
    this.#panel.setAttribute('aria-busy', 'false');
    this.#narrow();
  }

  /** Marks the type that is shown, and has it in sight. */
  choose(type: string | undefined): void {
    for (const [name, link] of this.#links) {
      if (name === type) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    const link = this.#links.get(type ?? '');
    if (!link) return;
    // Not scrollIntoView, which moves the page too.
    const above = link.getBoundingClientRect().top - this.#panel.getBoundingClientRect().top;
    const isInSight = above >= 0 && above + link.offsetHeight <= this.#panel.clientHeight;
    if (!isInSight) this.#panel.scrollTop += above - this.#panel.clientHeight / 3;
  }

  /** Loading has failed: nothing is waited for. */
  stopWaiting(): void {
    this.#panel.setAttribute('aria-busy', 'false');
  }

  #narrow(): void {
    const groups = findGroups(this.#types, this.#filter.value);
    const found = new Set(groups.flatMap(({ types }) => types.map(({ type }) => type)));
    const families = new Set(groups.map(({ family }) => family));
    for (const [type, link] of this.#links) (link.parentElement as HTMLElement).hidden = !found.has(type);
    for (const [family, section] of this.#sections) section.hidden = !families.has(family);
    const all = this.#types.length;
    if (found.size === all) setText(this.#found, all === 0 ? '' : `${formatCount(all, 'type')}`);
    else setText(this.#found, found.size === 0 ? 'No type is called so, or says so.' : `${found.size} of ${all} types`);
  }

  #makeLink(type: string): HTMLAnchorElement {
    const link = make('a', { href: formatRoute({ view: 'catalogue', id: formatChoice({ type }) }) }, type);
    this.#links.set(type, link);
    return link;
  }
}

define('catalogue-list', CatalogueListElement);

declare global {
  interface HTMLElementTagNameMap {
    'catalogue-list': CatalogueListElement;
  }
}
