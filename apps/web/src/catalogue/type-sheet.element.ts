import type { EventTypeDescription } from '@tickertape/events/catalogue';
import { makeCopyButton } from '../components/copy-button';
import { define, make, setText } from '../components/dom';
import { makeFacts } from '../components/facts';
import '../styles/type-sheet.css';
import { describeDelivery, describeRetention } from './describe-type';
import { fieldsOf } from './schema-fields';
import { makeSchemaTable } from './schema-table';
import './type-tail.element';

/** All that there is to know of one event type: what it is, a sample, its tail, its schema. */
export class TypeSheetElement extends HTMLElement {
  readonly #name = make('h2', {});
  readonly #says = make('p', { class: 'type-says' });
  readonly #topic = make('dd', { 'data-fact': 'topic' });
  readonly #family = make('dd', { 'data-fact': 'family' });
  readonly #since = make('dd', { 'data-fact': 'since' });
  readonly #delivery = make('dd', { 'data-fact': 'delivery' });
  readonly #kept = make('dd', { 'data-fact': 'kept' });
  readonly #sample = make('pre', { class: 'type-json', tabindex: 0, 'aria-label': 'Sample' });
  readonly #tail = document.createElement('type-tail');
  readonly #fields = make('div', {});
  readonly #schema = make('pre', { class: 'type-json', tabindex: 0, 'aria-label': 'JSON Schema' });
  /** The one that is shown. */
  type: EventTypeDescription | undefined;

  connectedCallback(): void {
    if (this.firstChild) return;
    const facts = makeFacts({
      Topic: this.#topic,
      Family: this.#family,
      Since: this.#since,
      Kept: this.#kept,
      Delivery: this.#delivery,
    });
    const head = (title: string, ...beside: HTMLElement[]): HTMLElement =>
      make('div', { class: 'title-row' }, make('h3', {}, title), ...beside);
    const raw = make('details', {}, make('summary', {}, 'As JSON Schema'), this.#schema);
    raw.append(makeCopyButton(this.#schema, 'JSON Schema'));
    this.append(
      make('header', { class: 'type-head' }, this.#name, this.#says, facts),
      make(
        'div',
        { class: 'type-live' },
        make('section', {}, head('Sample', makeCopyButton(this.#sample, 'Sample')), this.#sample),
        make('section', {}, head('Live tail'), this.#tail),
      ),
      make('section', {}, head('Schema'), this.#fields, raw),
    );
  }

  /** @param topicId of a topic whose events of the type are followed, where the address names one. */
  show(type: EventTypeDescription, topicId: string | undefined): void {
    if (type !== this.type) this.#showType(type);
    this.type = type;
    this.#tail.show(type, topicId);
  }

  #showType(type: EventTypeDescription): void {
    const { type: name, family, topic, description, since, sample, schema } = type;
    this.dataset['type'] = name;
    setText(this.#name, name);
    setText(this.#says, description);
    setText(this.#topic, topic);
    setText(this.#family, family);
    setText(this.#since, since);
    setText(this.#delivery, describeDelivery(type));
    setText(this.#kept, describeRetention(type));
    setText(this.#sample, format(sample));
    setText(this.#schema, format(schema));
    const fields = fieldsOf(schema);
    this.#fields.replaceChildren(
      fields.length > 0
        ? makeSchemaTable(fields, `The fields of ${name}`)
        : make('p', {}, 'It has no fields: its type says it all.'),
    );
  }
}

const format = (value: object): string => JSON.stringify(value, undefined, 2);

define('type-sheet', TypeSheetElement);

declare global {
  interface HTMLElementTagNameMap {
    'type-sheet': TypeSheetElement;
  }
}
