import { news, type NewsState } from '@tickertape/events';
import { client } from '../client';
import '../components/connection-badge.element';
import { define, make, setText } from '../components/dom';
import { Marquee } from '../news/marquee';
import { showStory } from '../news/story';
import { ConnectionChange } from './connection-change';

/** The channel that the ticker shows. */
const CHANNEL = 'front';
/** So many stories go round; older ones have been read. */
const STORIES_SHOWN = 20;

/** The news ticker along the top of every view. Runs, or is a plain list where motion is not wanted. */
export class NewsElement extends HTMLElement {
  readonly #label = make('p', { class: 'ticker-label' });
  readonly #track = make('ul', { class: 'ticker-track' });
  readonly #strip = make('div', { class: 'ticker-strip' }, this.#track);
  readonly #pause = make('button', { type: 'button', class: 'ticker-pause', 'aria-pressed': 'false' });
  readonly #quiet = matchMedia('(prefers-reduced-motion: reduce)');
  readonly #items = new Map<string, HTMLElement>();
  readonly #marquee = new Marquee(this.#strip, this.#track, (item) => this.#keeps(item));
  readonly #leaving = new AbortController();
  readonly #view = client.view(news, { channel: CHANNEL });
  #shown: NewsState | undefined;

  connectedCallback(): void {
    this.classList.add('ticker');
    this.setAttribute('role', 'region');
    this.setAttribute('aria-label', 'News ticker');
    this.append(this.#label, this.#strip, this.#pause);
    this.#listen();
    this.#showPaused(false);
    this.#chooseMotion();
    this.#view.subscribe(() => this.#render());
    this.#render();
    this.dispatchEvent(new ConnectionChange(this.#view));
  }

  disconnectedCallback(): void {
    this.#leaving.abort();
    this.#marquee.hold('gone');
    this.#view.close();
  }

  #listen(): void {
    const { signal } = this.#leaving;
    const on = (target: EventTarget, type: string, listener: (event: Event) => void): void =>
      target.addEventListener(type, listener, { signal });
    on(this.#strip, 'pointerenter', () => this.#marquee.hold('pointer'));
    on(this.#strip, 'pointerleave', () => this.#marquee.release('pointer'));
    on(this.#strip, 'focusin', (event) => this.#onFocus(event.target as HTMLElement));
    on(this.#strip, 'focusout', () => this.#marquee.release('focus'));
    on(this.#pause, 'click', () => this.#showPaused(this.#pause.getAttribute('aria-pressed') === 'false'));
    on(this.#quiet, 'change', () => this.#chooseMotion());
  }

  #onFocus(target: HTMLElement): void {
    this.#marquee.hold('focus');
    const item = target.closest('li');
    if (item) this.#marquee.reveal(item);
  }

  #showPaused(paused: boolean): void {
    this.#pause.setAttribute('aria-pressed', String(paused));
    this.#pause.setAttribute('aria-label', 'Pause the news ticker');
    this.#pause.title = paused ? 'Run' : 'Pause';
    if (paused) this.#marquee.hold('button');
    else this.#marquee.release('button');
  }

  #chooseMotion(): void {
    const still = this.#quiet.matches;
    this.toggleAttribute('data-still', still);
    this.#pause.hidden = still;
    if (still) {
      this.#marquee.hold('motion');
      this.#marquee.reset();
      this.#strip.tabIndex = 0;
      this.#sort();
    } else {
      this.#strip.removeAttribute('tabindex');
      this.#marquee.release('motion');
    }
  }

  #render(): void {
    const { state, connection } = this.#view;
    // The lamp at the top may show another stream: the strip says for itself that it is cut off.
    const cutOff = connection.phase === 'reconnecting' || connection.phase === 'failed';
    this.toggleAttribute('data-cut-off', cutOff);
    const isSimulated = state?.stories.slice(0, STORIES_SHOWN).some(({ simulated }) => simulated);
    setText(this.#label, cutOff ? 'Newsroom offline' : isSimulated ? 'Simulated newsroom' : 'News');
    if (!state || state === this.#shown) return;
    const before = this.#shown;
    this.#shown = state;
    const known = new Set(before?.stories);
    // Oldest first, so that the newest is put in last and seen first.
    for (const story of state.stories.slice(0, STORIES_SHOWN).reverse()) {
      if (known.has(story)) continue;
      const old = this.#items.get(story.storyId);
      const item = old ?? make('li');
      showStory(item, story);
      if (old) continue;
      this.#items.set(story.storyId, item);
      if (before && !this.#quiet.matches) this.#marquee.insert(item);
      else this.#track.prepend(item);
    }
    if (this.#quiet.matches) this.#sort();
    this.#marquee.run();
  }

  /** The list newest first, without what is old. */
  #sort(): void {
    const stories = this.#shown?.stories.slice(0, STORIES_SHOWN) ?? [];
    this.#track.replaceChildren(...stories.flatMap(({ storyId }) => this.#items.get(storyId) ?? []));
  }

  #keeps(item: HTMLElement): boolean {
    const newest = this.#shown?.stories.slice(0, STORIES_SHOWN) ?? [];
    const id = item.dataset['story'] ?? '';
    const kept = newest.some(({ storyId }) => storyId === id);
    if (!kept) this.#items.delete(id);
    return kept;
  }
}

define('tickertape-news', NewsElement);

declare global {
  interface HTMLElementTagNameMap {
    'tickertape-news': NewsElement;
  }
}
