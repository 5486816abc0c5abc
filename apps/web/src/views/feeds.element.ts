import type { View } from '@tickertape/client';
import {
  activities,
  FEED_ITEMS_MAX,
  feeds,
  relations,
  type ActivitiesState,
  type FeedState,
  type RelationsState,
} from '@tickertape/events';
import { client } from '../client';
import { define, make, oncePerFrame, setText } from '../components/dom';
import '../components/shell-lines.element';
import { curlPost, curlStream } from '../components/shell-quote';
import '../components/tape-facts.element';
import '../social/acting-as.element';
import { userOfAddress } from '../social/acting-user';
import '../social/note-form.element';
import '../social/people-list.element';
import '../social/post-list.element';
import { makeTimeline } from '../social/timeline';
import '../styles/feeds.css';
import '../styles/social.css';
import { ConnectionChange } from './connection-change';

/** How often "5 min" is counted on. */
const AGO_REFRESH_MS = 30_000;

/** The three topics of a user that make a timeline. */
interface Following {
  readonly user: string;
  readonly feed: View<FeedState, unknown>;
  readonly own: View<ActivitiesState, unknown>;
  readonly relations: View<RelationsState, unknown>;
}

/** What those whom a user follows have done, and what the user has to say. */
export class FeedsElement extends HTMLElement {
  readonly #actingAs = document.createElement('acting-as');
  readonly #note = document.createElement('note-form');
  readonly #people = document.createElement('people-list');
  readonly #says = make('p', { class: 'says empty', role: 'status' });
  readonly #posts = document.createElement('post-list');
  readonly #facts = document.createElement('tape-facts');
  readonly #lines = document.createElement('shell-lines');
  readonly #scheduleRender = oncePerFrame(() => this.#render());
  #following: Following | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    this.#clock = setInterval(this.#scheduleRender, AGO_REFRESH_MS);
    if (this.firstChild) return;
    this.append(
      make('div', { class: 'view-head' }, make('h1', { tabindex: -1 }, 'Feed'), this.#actingAs),
      make(
        'div',
        { class: 'feed' },
        this.#note,
        make('div', { class: 'feed-tape' }, this.#says, this.#posts, this.#facts),
        this.#people,
      ),
      this.#lines,
    );
  }

  disconnectedCallback(): void {
    clearInterval(this.#clock);
    this.#close();
  }

  /** Follows a user's feed. */
  follow(id: string | undefined): void {
    const user = userOfAddress('feeds', id);
    if (user === undefined || user === this.#following?.user) return;
    this.#close();
    this.#following = {
      user,
      feed: client.view(feeds, { user }),
      own: client.view(activities, { user }),
      relations: client.view(relations, { user }),
    };
    const { feed, own } = this.#following;
    for (const view of [feed, own, this.#following.relations]) view.subscribe(this.#scheduleRender);
    this.#actingAs.show('feeds', user);
    this.#note.show(user);
    this.#posts.clear();
    this.#showLines(user);
    this.dispatchEvent(new ConnectionChange(feed));
    this.#render();
  }

  #close(): void {
    this.#following?.feed.close();
    this.#following?.own.close();
    this.#following?.relations.close();
    this.#following = undefined;
  }

  #render(): void {
    if (!this.#following) return;
    const { user, feed, own, relations } = this.#following;
    const newest = own.state?.items.find(({ verb }) => verb === 'post');
    this.#people.show(user, relations.state, newest);
    this.#facts.show(feed);
    const { connection } = feed;
    if (!feed.state || !own.state) {
      return setText(this.#says, connection.phase === 'failed' ? connection.error.message : '');
    }
    const entries = makeTimeline(user, feed.state.items, own.state.items);
    setText(this.#says, entries.length > 0 ? '' : 'Nothing yet. Follow somebody, or say something yourself.');
    this.#posts.show(entries, { user, own: own.state.items }, describeEnd(feed.state));
  }

  #showLines(user: string): void {
    const { origin } = location;
    const body = { verb: 'post', object: { type: 'note', id: 'note-1' }, text: `Hello, @${user}` };
    this.#lines.show([
      { says: 'Follow this feed', line: curlStream(`${origin}/v1/feeds/${user}/stream`) },
      { says: 'Post as somebody else', line: curlPost(`${origin}/v1/users/ben/activities`, body) },
      { says: 'Take the newest page once', line: `curl ${origin}/v1/feeds/${user}?limit=5` },
    ]);
  }
}

/** Why nothing older is shown below the last one. */
function describeEnd({ items }: FeedState): string {
  return items.length < FEED_ITEMS_MAX
    ? 'This is where it begins.'
    : `A feed keeps its newest ${FEED_ITEMS_MAX} activities. This is where they end.`;
}

define('tickertape-feeds', FeedsElement);

declare global {
  interface HTMLElementTagNameMap {
    'tickertape-feeds': FeedsElement;
  }
}
