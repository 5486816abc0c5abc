import type { View } from '@tickertape/client';
import { notifications, type NotificationGroup, type NotificationsState } from '@tickertape/events';
import { client } from '../client';
import { Attempt } from '../components/attempt';
import { define, make, oncePerFrame, setText } from '../components/dom';
import { KeyedList } from '../components/keyed-list';
import '../components/shell-lines.element';
import { curlPost, curlStream } from '../components/shell-quote';
import '../components/tape-facts.element';
import '../social/acting-as.element';
import { userOfAddress } from '../social/acting-user';
import { GroupRead, type NotificationRowElement } from '../social/notification-row.element';
import '../styles/notifications.css';
import '../styles/social.css';
import { ConnectionChange } from './connection-change';

/** How often "5 min" is counted on. */
const AGO_REFRESH_MS = 30_000;

/** What others have done that concerns a user. What is in sight is marked as seen, on all devices. */
export class NotificationsElement extends HTMLElement {
  readonly #actingAs = document.createElement('acting-as');
  readonly #counts = make('p', { class: 'counts' });
  readonly #readAll = make('button', { type: 'button', class: 'quiet', hidden: true }, 'Mark all read');
  readonly #marking = new Attempt();
  readonly #list = make('div', { class: 'notices', role: 'list', 'aria-label': 'Notifications', tabindex: -1 });
  readonly #rows = new KeyedList<NotificationGroup, NotificationRowElement>(
    this.#list,
    ({ id }) => id,
    () => document.createElement('notification-row'),
    (row, group) => row.show(group, this.#fresh.has(group.id), Date.now()),
  );
  readonly #facts = document.createElement('tape-facts');
  readonly #lines = document.createElement('shell-lines');
  readonly #scheduleRender = oncePerFrame(() => this.#render());
  readonly #leaving = new AbortController();
  #user = '';
  #view: View<NotificationsState, unknown> | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;
  /** Groups that were unseen while the reader is here: they count as seen at once, and are shown as new all the same. */
  #fresh = new Set<string>();
  /** The version up to which all is seen, or about to be. */
  #seenUpTo = 0;

  connectedCallback(): void {
    this.#clock = setInterval(this.#scheduleRender, AGO_REFRESH_MS);
    document.addEventListener('visibilitychange', this.#scheduleRender, { signal: this.#leaving.signal });
    if (this.firstChild) return;
    this.addEventListener(GroupRead.type, (event) => {
      const ids = [(event as GroupRead).group];
      void this.#marking.run(() => client.notifications.markRead(this.#user, { ids }));
    });
    this.#readAll.addEventListener('click', () => {
      const upTo = this.#view?.cursor;
      // The button goes away when all is read.
      this.#list.focus();
      if (upTo) void this.#marking.run(() => client.notifications.markRead(this.#user, { upTo }));
    });
    this.append(
      make('div', { class: 'view-head' }, make('h1', { tabindex: -1 }, 'Notifications'), this.#actingAs),
      make(
        'p',
        { class: 'notices-lead' },
        'Who follows you, likes what you post or names you with an @ is told of here, in groups. What you have seen in one tab or device is seen in all of them.',
      ),
      make('div', { class: 'counts-row' }, this.#counts, this.#readAll),
      this.#marking.problem,
      this.#list,
      this.#facts,
      this.#lines,
    );
  }

  disconnectedCallback(): void {
    clearInterval(this.#clock);
    this.#leaving.abort();
    this.#view?.close();
  }

  /** Follows a user's notifications. */
  follow(id: string | undefined): void {
    const user = userOfAddress('notifications', id);
    if (user === undefined) return;
    this.#view?.close();
    this.#user = user;
    this.#fresh = new Set();
    this.#seenUpTo = 0;
    this.#rows.show([]);
    this.#view = client.view(notifications, { user });
    this.#view.subscribe(this.#scheduleRender);
    this.#actingAs.show('notifications', user);
    this.#showLines(user);
    this.dispatchEvent(new ConnectionChange(this.#view));
    this.#render();
  }

  #render(): void {
    const view = this.#view;
    if (!view) return;
    const { state, connection } = view;
    this.#facts.show(view);
    this.#list.setAttribute('aria-busy', String(!state && connection.phase !== 'failed'));
    if (!state) {
      return setText(this.#counts, connection.phase === 'failed' ? connection.error.message : 'Opening the tape.');
    }
    for (const { id, seen } of state.items) if (!seen) this.#fresh.add(id);
    this.#rows.show(state.items);
    setText(this.#counts, describeCounts(state));
    this.#readAll.hidden = state.unread === 0;
    void this.#markSeen(state, view);
  }

  /** Once for what is there, and not before somebody looks. */
  async #markSeen(
    { unseen }: NotificationsState,
    { cursor, version }: View<NotificationsState, unknown>,
  ): Promise<void> {
    if (document.hidden || unseen === 0 || cursor === '' || version <= this.#seenUpTo) return;
    this.#seenUpTo = version;
    // It is tried again with the next event.
    await client.notifications.markSeen(this.#user, { upTo: cursor }).catch(() => {});
  }

  #showLines(user: string): void {
    const self = `${location.origin}/v1/notifications/${user}`;
    const body = { verb: 'follow', object: { type: 'person', id: user } };
    this.#lines.show([
      { says: 'Follow them', line: curlStream(`${self}/stream`) },
      { says: 'Do something that concerns you', line: curlPost(`${location.origin}/v1/users/ben/activities`, body) },
    ]);
  }
}

function describeCounts({ items, unread }: NotificationsState): string {
  if (items.length === 0) return 'Nothing yet.';
  return unread === 0 ? 'All read.' : `${unread} unread`;
}

define('tickertape-notifications', NotificationsElement);

declare global {
  interface HTMLElementTagNameMap {
    'tickertape-notifications': NotificationsElement;
  }
}
