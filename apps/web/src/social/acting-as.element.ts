import { define, make } from '../components/dom';
import { formatRoute } from '../route';
import { NEIGHBOURS } from './neighbours';
import { USER_NAME_PATTERN } from './user-names';

/** Says whom the page acts for, and lets a reader be somebody else: the address of a view names the user. */
export class ActingAsElement extends HTMLElement {
  readonly #name = make('input', {
    id: 'acting-as',
    required: true,
    pattern: USER_NAME_PATTERN,
    title: 'Letters, digits or _.~@:+-',
    list: 'acting-as-names',
    autocomplete: 'username',
    autocapitalize: 'none',
    spellcheck: 'false',
  });
  #view = '';

  connectedCallback(): void {
    if (this.firstChild) return;
    const form = make(
      'form',
      {},
      make('label', { for: 'acting-as' }, 'You are'),
      this.#name,
      make('button', { type: 'submit' }, 'Switch'),
      make('datalist', { id: 'acting-as-names' }, ...NEIGHBOURS.map((value) => make('option', { value }))),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      location.hash = formatRoute({ view: this.#view, id: this.#name.value.trim() });
    });
    this.append(form);
  }

  /** @param view whose address is to name the user. */
  show(view: string, user: string): void {
    this.#view = view;
    this.#name.value = user;
  }
}

define('acting-as', ActingAsElement);

declare global {
  interface HTMLElementTagNameMap {
    'acting-as': ActingAsElement;
  }
}
