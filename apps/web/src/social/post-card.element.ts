import type { Activity } from '@tickertape/events';
import { formatAgo } from '../ago';
import { client } from '../client';
import { Attempt } from '../components/attempt';
import { define, make, setText } from '../components/dom';
import { describeActivity, describeLikers } from './describe-activity';
import { likeActivity } from './neighbours';
import { NOTE_MAX_CHARACTERS } from './note-form.element';
import { findLikes, YOU, type TimelineEntry } from './timeline';

/** What the buttons of a card need to know beside what it shows. */
export interface PostCardContext {
  readonly user: string;
  /** What the user has done: the likes to take back are among it. */
  readonly own: readonly Activity[];
}

/** A slip of paper with what somebody has done, to be liked, and by its author edited and taken back. */
export class PostCardElement extends HTMLElement {
  readonly #face = make('span', { class: 'post-face', 'aria-hidden': 'true' });
  readonly #actor = make('strong', {});
  readonly #time = make('time', {});
  readonly #edited = make('span', { class: 'post-mark', hidden: true }, 'edited');
  readonly #simulated = make('span', { class: 'post-mark', hidden: true }, 'simulated');
  readonly #text = make('p', { class: 'post-text' });
  readonly #draft = make('textarea', { rows: 3, required: true, maxlength: NOTE_MAX_CHARACTERS, 'aria-label': 'Note' });
  readonly #form = make('form', { class: 'post-form', hidden: true });
  readonly #like = make('button', { type: 'button', class: 'quiet post-like' }, 'Like');
  readonly #likers = make('span', { class: 'post-likers' });
  readonly #edit = make('button', { type: 'button', class: 'quiet' }, 'Edit');
  readonly #remove = make('button', { type: 'button', class: 'quiet' }, 'Delete');
  readonly #attempt = new Attempt();
  #entry: TimelineEntry | undefined;
  #context: PostCardContext = { user: '', own: [] };
  #isSure = false;

  connectedCallback(): void {
    if (this.firstChild) return;
    this.classList.add('post');
    this.setAttribute('role', 'listitem');
    this.tabIndex = -1;
    const cancel = make('button', { type: 'button', class: 'quiet' }, 'Cancel');
    this.#form.append(
      this.#draft,
      make('div', { class: 'row' }, make('button', { type: 'submit', class: 'quiet' }, 'Save'), cancel),
    );
    const head = make('p', { class: 'post-head' }, this.#actor, this.#time, this.#edited, this.#simulated);
    const foot = make('div', { class: 'post-foot' }, this.#like, this.#likers, this.#edit, this.#remove);
    this.append(
      this.#face,
      make('div', { class: 'post-body' }, head, this.#text, this.#form, foot, this.#attempt.problem),
    );
    this.#like.addEventListener('click', () => void this.#toggleLike());
    this.#edit.addEventListener('click', () => this.#setEditing(true));
    cancel.addEventListener('click', () => this.#setEditing(false));
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#save();
    });
    this.#remove.addEventListener('click', ({ detail }) => {
      // The second click of a double click does not answer the question that the first one has raised.
      if (detail <= 1) void this.#onRemove();
    });
    this.#remove.addEventListener('blur', () => this.#setSure(false));
  }

  show(entry: TimelineEntry, context: PostCardContext, now: number): void {
    this.#entry = entry;
    this.#context = context;
    const { activity, isMine, likers } = entry;
    this.dataset['activity'] = activity.id;
    this.toggleAttribute('data-mine', isMine);
    setText(this.#face, activity.actor.slice(0, 1).toUpperCase());
    setText(this.#actor, activity.actor);
    setText(this.#time, formatAgo(activity.published, now));
    this.#time.dateTime = activity.published;
    this.#edited.hidden = activity.updated === undefined;
    this.#simulated.hidden = activity.object['simulated'] !== true;
    setText(this.#text, describeActivity(activity));
    setText(this.#likers, describeLikers(likers));
    this.#like.setAttribute('aria-pressed', String(likers.includes(YOU)));
    this.#like.setAttribute('aria-label', `Like what ${activity.actor} has posted`);
    this.#like.hidden = isMine;
    for (const button of [this.#edit, this.#remove]) button.hidden = !isMine;
  }

  async #toggleLike(): Promise<void> {
    const { activity } = this.#entry ?? {};
    const { user, own } = this.#context;
    if (!activity) return;
    const likes = findLikes(own, activity.id);
    await this.#attempt.run(() =>
      likes.length > 0
        ? Promise.all(likes.map(({ id }) => client.activities.remove(user, id)))
        : likeActivity(client, user, activity),
    );
  }

  #setEditing(isEditing: boolean): void {
    this.#form.hidden = !isEditing;
    this.#text.hidden = isEditing;
    this.#draft.value = this.#entry?.activity.text ?? '';
    if (isEditing) this.#draft.focus();
    else this.#edit.focus();
  }

  async #save(): Promise<void> {
    const { activity } = this.#entry ?? {};
    const text = this.#draft.value.trim();
    if (!activity || !text) return;
    const save = () => client.activities.edit(this.#context.user, activity.id, { text });
    if (await this.#attempt.run(save)) this.#setEditing(false);
  }

  /** Once to ask, and once to do it: what is taken back does not come again. */
  async #onRemove(): Promise<void> {
    const { activity } = this.#entry ?? {};
    if (!this.#isSure) return this.#setSure(true);
    if (activity) await this.#attempt.run(() => client.activities.remove(this.#context.user, activity.id));
  }

  #setSure(isSure: boolean): void {
    this.#isSure = isSure;
    setText(this.#remove, isSure ? 'Delete for good?' : 'Delete');
  }
}

define('post-card', PostCardElement);

declare global {
  interface HTMLElementTagNameMap {
    'post-card': PostCardElement;
  }
}
