import { client } from '../client';
import { Attempt } from '../components/attempt';
import { define, make } from '../components/dom';
import { postNote } from './neighbours';

export const NOTE_MAX_CHARACTERS = 500;

/** Where a user writes a note. */
export class NoteFormElement extends HTMLElement {
  readonly #text = make('textarea', {
    id: 'note',
    rows: 3,
    required: true,
    maxlength: NOTE_MAX_CHARACTERS,
    placeholder: 'What is new? Name somebody with an @.',
  });
  readonly #attempt = new Attempt();
  #user = '';

  connectedCallback(): void {
    if (this.firstChild) return;
    const form = make(
      'form',
      { class: 'panel' },
      make('label', { for: 'note' }, 'Your note'),
      this.#text,
      make('div', { class: 'row pair' }, make('button', { type: 'submit', class: 'primary' }, 'Post')),
      this.#attempt.problem,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#post();
    });
    this.#text.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    this.append(form);
  }

  show(user: string): void {
    this.#user = user;
  }

  async #post(): Promise<void> {
    const text = this.#text.value.trim();
    if (!text) return this.#attempt.say('Write something first.');
    const isPosted = await this.#attempt.run(() => postNote(client, this.#user, text));
    // What was written in the meantime stays.
    if (isPosted && this.#text.value.trim() === text) this.#text.value = '';
  }
}

define('note-form', NoteFormElement);

declare global {
  interface HTMLElementTagNameMap {
    'note-form': NoteFormElement;
  }
}
