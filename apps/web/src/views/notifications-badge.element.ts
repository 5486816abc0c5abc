import type { View } from '@tickertape/client';
import { notifications, type NotificationsState } from '@tickertape/events';
import { client } from '../client';
import { define, make, setText } from '../components/dom';
import { actingUser, onActingUser } from '../social/acting-user';

/** More than that is many. */
const COUNT_MAX = 99;

/** How many notifications the user has not seen. The count is absolute, so that it is the same in every tab. */
export class NotificationsBadgeElement extends HTMLElement {
  readonly #count = document.createTextNode('');
  readonly #mark = make('span', { class: 'nav-count', hidden: true }, this.#count, makeUnit());
  readonly #leaving = new AbortController();
  #view: View<NotificationsState, unknown> | undefined;

  connectedCallback(): void {
    this.append(this.#mark);
    onActingUser(() => this.#follow(), this.#leaving.signal);
    this.#follow();
  }

  disconnectedCallback(): void {
    this.#leaving.abort();
    this.#view?.close();
  }

  #follow(): void {
    this.#view?.close();
    const user = actingUser();
    this.#view = user === undefined ? undefined : client.view(notifications, { user });
    this.#view?.subscribe(() => this.#show());
    this.#show();
  }

  #show(): void {
    const unseen = this.#view?.state?.unseen ?? 0;
    this.#mark.hidden = unseen === 0;
    setText(this.#count, unseen > COUNT_MAX ? `${COUNT_MAX}+` : String(unseen));
  }
}

const makeUnit = (): HTMLElement => make('span', { class: 'visually-hidden' }, ' unseen');

define('tickertape-notifications-badge', NotificationsBadgeElement);
