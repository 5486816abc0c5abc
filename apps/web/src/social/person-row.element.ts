import { define, make, setText } from '../components/dom';
import { describePerson, type Person } from './people';

export type PersonCommand = 'unfollow' | 'mute' | 'unmute' | 'block' | 'unblock';

/** Fired with what is to be done about somebody. */
export class PersonAsked extends Event {
  static readonly type = 'personasked';

  constructor(
    readonly command: PersonCommand,
    readonly person: string,
  ) {
    super(PersonAsked.type, { bubbles: true });
  }
}

/** Somebody whom the user follows, mutes or blocks, and what can be done about it. */
export class PersonRowElement extends HTMLElement {
  readonly #name = make('span', { class: 'person-name' });
  readonly #standing = make('span', { class: 'person-standing' });
  readonly #unfollow = this.#makeButton(() => 'unfollow');
  readonly #mute = this.#makeButton(({ isMuted }) => (isMuted ? 'unmute' : 'mute'));
  readonly #block = this.#makeButton(({ isBlocked }) => (isBlocked ? 'unblock' : 'block'));
  #person: Person | undefined;

  connectedCallback(): void {
    if (this.firstChild) return;
    this.classList.add('person');
    this.setAttribute('role', 'listitem');
    this.append(
      make('span', {}, this.#name, this.#standing),
      make('span', { class: 'person-buttons' }, this.#unfollow, this.#mute, this.#block),
    );
  }

  show(person: Person): void {
    const { name, isFollowed, isMuted, isBlocked } = person;
    this.#person = person;
    this.dataset['user'] = name;
    setText(this.#name, name);
    setText(this.#standing, describePerson(person));
    this.#unfollow.hidden = !isFollowed;
    this.#mute.hidden = isBlocked;
    label(this.#unfollow, 'Unfollow', name);
    label(this.#mute, isMuted ? 'Unmute' : 'Mute', name);
    label(this.#block, isBlocked ? 'Unblock' : 'Block', name);
  }

  #makeButton(commandFor: (person: Person) => PersonCommand): HTMLButtonElement {
    const button = make('button', { type: 'button', class: 'quiet' });
    button.addEventListener('click', () => {
      if (this.#person) this.dispatchEvent(new PersonAsked(commandFor(this.#person), this.#person.name));
    });
    return button;
  }
}

function label(button: HTMLButtonElement, text: string, name: string): void {
  setText(button, text);
  button.setAttribute('aria-label', `${text} ${name}`);
}

define('person-row', PersonRowElement);

declare global {
  interface HTMLElementTagNameMap {
    'person-row': PersonRowElement;
  }
}
