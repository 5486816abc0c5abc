import type { Activity, RelationsState } from '@tickertape/events';
import { client } from '../client';
import { Attempt } from '../components/attempt';
import { define, make } from '../components/dom';
import { KeyedList } from '../components/keyed-list';
import { takeTurn } from './neighbours';
import { findPeople, type Person } from './people';
import { PersonAsked, type PersonRowElement } from './person-row.element';
import { USER_NAME_PATTERN } from './user-names';

/** Whom a user follows, mutes and blocks, and a street of simulated neighbours to follow. */
export class PeopleListElement extends HTMLElement {
  readonly #name = make('input', {
    id: 'follow-name',
    required: true,
    pattern: USER_NAME_PATTERN,
    title: 'Letters, digits or _.~@:+-',
    autocapitalize: 'none',
    spellcheck: 'false',
    autocomplete: 'off',
  });
  readonly #list = make('div', { class: 'people', role: 'list', 'aria-label': 'Whom you follow, mute and block' });
  readonly #nobody = make('p', { class: 'people-none' }, 'You follow nobody yet.');
  readonly #rows = new KeyedList<Person, PersonRowElement>(
    this.#list,
    ({ name }) => name,
    () => document.createElement('person-row'),
    (row, person) => row.show(person),
  );
  readonly #attempt = new Attempt();
  #user = '';
  #newest: Activity | undefined;
  #blocked: readonly string[] = [];
  #turn = 0;

  connectedCallback(): void {
    if (this.firstChild) return;
    const form = make(
      'form',
      {},
      make('label', { for: 'follow-name' }, 'Follow'),
      make('div', { class: 'row inline' }, this.#name, make('button', { type: 'submit' }, 'Follow')),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#follow(this.#name.value.trim());
    });
    this.addEventListener(PersonAsked.type, (event) => {
      const { command, person } = event as PersonAsked;
      void this.#attempt.run(() => client.relations[command](this.#user, person));
    });
    const talk = make('button', { type: 'button' }, 'Let a neighbour talk');
    talk.addEventListener('click', () => void this.#talk());
    this.append(
      make(
        'section',
        { class: 'panel', 'aria-label': 'People' },
        form,
        make('div', { class: 'people-place' }, this.#list, this.#nobody),
        make('p', { class: 'hint' }, 'Mute: you see nothing of them. Block: they see nothing of you either.'),
        make(
          'div',
          { class: 'street' },
          make('p', {}, 'Alone here? This page can act for a few neighbours too. What they print is simulated.'),
          talk,
        ),
        this.#attempt.problem,
      ),
    );
  }

  /** @param newest the user's newest note, for a neighbour to like. */
  show(user: string, relations: RelationsState | undefined, newest: Activity | undefined): void {
    if (user !== this.#user) this.#turn = 0;
    this.#user = user;
    this.#newest = newest;
    this.#blocked = relations?.blocked ?? [];
    const hadFocus = this.#list.contains(document.activeElement);
    const people = relations ? findPeople(relations) : [];
    this.#rows.show(people);
    // The button that was used is gone.
    if (hadFocus && !this.#list.contains(document.activeElement)) this.#name.focus();
    this.#nobody.hidden = relations === undefined || people.length > 0;
  }

  async #follow(name: string): Promise<void> {
    if (name === this.#user) return this.#attempt.say('You hear yourself already.');
    if (await this.#attempt.run(() => client.relations.follow(this.#user, name))) this.#name.value = '';
  }

  async #talk(): Promise<void> {
    const turn = { user: this.#user, turn: this.#turn, newest: this.#newest, blocked: this.#blocked };
    if (await this.#attempt.run(() => takeTurn(client, turn))) this.#turn += 1;
  }
}

define('people-list', PeopleListElement);

declare global {
  interface HTMLElementTagNameMap {
    'people-list': PeopleListElement;
  }
}
