import { define, make, setText } from '../components/dom';
import { KeyedList } from '../components/keyed-list';
import './post-card.element';
import type { PostCardContext, PostCardElement } from './post-card.element';
import { holdBack, type TimelineEntry } from './timeline';

/** A list whose top is above this is scrolled: the strip and the masthead are over it. */
const UNDER_TOP_PX = 110;
/** So many are shown at first, and more at each request. */
const PAGE_ENTRIES = 30;

/**
 * A timeline. What is new while the reader is further down, or not here, waits above until it is asked for, so that
 * nothing moves under the eyes.
 */
export class PostListElement extends HTMLElement {
  readonly #new = make('button', { type: 'button', class: 'new-posts', hidden: true });
  /** Polite: it says how many are new, and nothing of what they say. */
  readonly #waits = make('div', { class: 'new-posts-place', role: 'status' }, this.#new);
  readonly #list = make('div', { class: 'posts', role: 'list', 'aria-label': 'Timeline', tabindex: -1 });
  readonly #more = make('button', { type: 'button', hidden: true }, 'Show older');
  readonly #end = make('p', { class: 'posts-end', hidden: true });
  readonly #cards = new KeyedList<TimelineEntry, PostCardElement>(
    this.#list,
    ({ activity }) => activity.id,
    () => document.createElement('post-card'),
    (card, entry) => card.show(entry, this.#context, Date.now()),
  );
  readonly #leaving = new AbortController();
  #entries: readonly TimelineEntry[] = [];
  #context: PostCardContext = { user: '', own: [] };
  /** What has been shown. */
  #known = new Set<string>();
  #waiting = 0;
  #pages = 1;
  #wasAway = false;

  connectedCallback(): void {
    const { signal } = this.#leaving;
    document.addEventListener('visibilitychange', () => (this.#wasAway ||= document.hidden), { signal });
    if (this.firstChild) return;
    this.append(this.#waits, this.#list, this.#more, this.#end);
    this.#new.addEventListener('click', () => this.#showNew());
    this.#more.addEventListener('click', () => this.#showOlder());
  }

  disconnectedCallback(): void {
    this.#leaving.abort();
  }

  /** Another timeline: nothing of it is known. */
  clear(): void {
    this.#known = new Set();
    this.#entries = [];
    this.#waiting = 0;
    this.#pages = 1;
    this.#list.setAttribute('aria-busy', 'true');
    this.#render();
  }

  /** @param end what is said below the last one. */
  show(entries: readonly TimelineEntry[], context: PostCardContext, end: string): void {
    setText(this.#end, end);
    this.#entries = entries;
    this.#context = context;
    this.#list.removeAttribute('aria-busy');
    this.#render();
  }

  #render(): void {
    const holds = this.#wasAway || this.#waiting > 0 || this.#list.getBoundingClientRect().top < UNDER_TOP_PX;
    const { shown, waiting } = holdBack(this.#entries, holds ? this.#known : new Set());
    if (!document.hidden) this.#wasAway = false;
    this.#waiting = waiting;
    setText(this.#new, waiting > 0 ? `${waiting} new` : '');
    this.#new.hidden = waiting === 0;
    const page = shown.slice(0, PAGE_ENTRIES * this.#pages);
    this.#more.hidden = page.length === shown.length;
    this.#end.hidden = page.length < shown.length || page.length === 0;
    for (const { activity } of shown) this.#known.add(activity.id);
    const hadFocus = this.#list.contains(document.activeElement);
    this.#cards.show(page);
    // The card that had the focus was taken back.
    if (hadFocus && !this.#list.contains(document.activeElement)) this.#list.focus();
  }

  /** The focus goes on with the first of those that came: the button is below them, or gone. */
  #showOlder(): void {
    const place = this.#list.childElementCount;
    this.#pages += 1;
    this.#render();
    (this.#list.children[place] as HTMLElement | undefined)?.focus();
  }

  #showNew(): void {
    this.#known = new Set();
    this.#waiting = 0;
    this.#wasAway = false;
    scrollTo(0, 0);
    this.#render();
    const [newest] = this.#entries;
    if (newest) this.#cards.get(newest.activity.id)?.focus();
  }
}

define('post-list', PostListElement);

declare global {
  interface HTMLElementTagNameMap {
    'post-list': PostListElement;
  }
}
