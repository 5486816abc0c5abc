import type { NotificationGroup } from '@tickertape/events';
import { formatAgo } from '../ago';
import { define, make, setText } from '../components/dom';

/** Fired with the id of a group that was read. */
export class GroupRead extends Event {
  static readonly type = 'groupread';

  constructor(readonly group: string) {
    super(GroupRead.type, { bubbles: true });
  }
}

/** A group of notifications: who did what, and whether it is new. */
export class NotificationRowElement extends HTMLElement {
  readonly #new = make('span', { class: 'notice-new' }, 'new');
  readonly #text = make('span', { class: 'notice-text' });
  readonly #about = make('span', { class: 'notice-about' });
  readonly #time = make('time', {});
  readonly #read = make('button', { type: 'button', class: 'quiet' }, 'Mark read');
  #group = '';

  connectedCallback(): void {
    if (this.firstChild) return;
    this.classList.add('notice');
    this.setAttribute('role', 'listitem');
    this.tabIndex = -1;
    this.append(make('p', {}, this.#new, this.#text, this.#about), this.#time, this.#read);
    this.#read.addEventListener('click', () => {
      // The button goes away with what it has done.
      this.focus();
      this.dispatchEvent(new GroupRead(this.#group));
    });
  }

  /** @param isNew it came since the reader was here last, even if it counts as seen by now. */
  show({ id, text, subject, time, read }: NotificationGroup, isNew: boolean, now: number): void {
    this.#group = id;
    this.dataset['group'] = id;
    this.toggleAttribute('data-read', read);
    this.#new.hidden = !isNew;
    setText(this.#text, text);
    setText(this.#about, subject.name ? `“${subject.name}”` : '');
    setText(this.#time, formatAgo(time, now));
    this.#time.dateTime = time;
    this.#read.setAttribute('aria-label', `Mark read: ${text}`);
    this.#read.hidden = read;
  }
}

define('notification-row', NotificationRowElement);

declare global {
  interface HTMLElementTagNameMap {
    'notification-row': NotificationRowElement;
  }
}
