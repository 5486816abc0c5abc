import { ClientError } from '@tickertape/client';
import type { EventTypeDescription } from '@tickertape/events/catalogue';
import { formatTopic, isTopic } from '@tickertape/wire';
import { client } from '../client';
import { Attempt } from '../components/attempt';
import { define, make, oncePerFrame, setText } from '../components/dom';
import { formatRoute } from '../route';
import { ConnectionChange } from '../views/connection-change';
import { formatChoice } from './choice';
import { describeTail } from './describe-tail';
import { EventTail } from './event-tail';
import './tail-list.element';

const NO_ID = 'The id of a topic has 1 to 128 letters, digits or _.~@:+-';

/** A topic that is nobody else's, so that what is tried out is not in the way of what is real. */
const OWN_ID = `try-${Math.random().toString(36).slice(2, 6)}`;

/** The events of a type as they come, and a way to make one. */
export class TypeTailElement extends HTMLElement {
  readonly #family = make('span', { class: 'tail-family' });
  readonly #id = make('input', {
    id: 'tail-topic',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    'aria-describedby': 'tail-hint',
  });
  readonly #follow = make('button', { type: 'submit' }, 'Follow');
  readonly #append = make('button', { type: 'button', class: 'primary' }, 'Append the sample');
  readonly #hint = make('p', { id: 'tail-hint', class: 'hint' });
  readonly #attempt = new Attempt();
  readonly #done = make('p', { role: 'status' });
  readonly #says = make('p', { class: 'tail-says', role: 'status' });
  readonly #list = document.createElement('tail-list');
  readonly #tail = new EventTail(client);
  readonly #scheduleRender = oncePerFrame(() => this.#render());
  /** The topic that was named last, by family: the types of a family are tried out in one topic. */
  readonly #ids = new Map<string, string>();
  #type: EventTypeDescription | undefined;
  #unsubscribe: (() => void) | undefined;

  connectedCallback(): void {
    this.#unsubscribe = this.#tail.subscribe(this.#scheduleRender);
    if (this.firstChild) return;
    const form = make('form', { class: 'tail-form' }, make('label', { for: 'tail-topic', class: 'label' }, 'Topic'));
    form.append(make('div', { class: 'tail-topic' }, this.#family, this.#id), this.#follow, this.#append);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#onSubmit();
    });
    this.#append.addEventListener('click', () => void this.#appendSample());
    const outcome = make('div', { class: 'tail-outcome' }, this.#attempt.problem, this.#done);
    this.append(form, this.#hint, outcome, this.#says, this.#list);
  }

  disconnectedCallback(): void {
    this.#unsubscribe?.();
    this.#tail.close();
  }

  show(type: EventTypeDescription, topicId: string | undefined): void {
    const { family, delivery, terminal } = type;
    const isOther = type !== this.#type;
    this.#type = type;
    const topic = delivery.wholeFamily ? `${family}/*` : topicId === undefined ? '' : formatTopic(family, topicId);
    if (!isOther && topic === this.#tail.topic) return;
    if (topicId !== undefined) this.#ids.set(family, topicId);
    this.#id.value = this.#ids.get(family) ?? OWN_ID;
    setText(this.#family, `${family}/`);
    this.#follow.hidden = delivery.wholeFamily;
    const last = terminal ? ' Nothing can follow in the topic.' : '';
    setText(this.#hint, `What is appended is on the tape for good, for all to see.${last}`);
    if (isOther) {
      this.#refuse('');
      setText(this.#done, '');
    }
    if (topic === '') this.#tail.close();
    else this.#tail.follow(type.type, topic);
    this.#list.begin();
    this.dispatchEvent(new ConnectionChange(topic === '' ? undefined : this.#tail));
    this.#render();
  }

  /** In a family that is followed whole there is nothing to follow besides. */
  #onSubmit(): void {
    if (this.#type?.delivery.wholeFamily) void this.#appendSample();
    else if (this.#type && this.#readTopic()) this.#go(this.#type);
  }

  async #appendSample(): Promise<void> {
    const type = this.#type;
    const topic = this.#readTopic();
    if (!type || !topic) return;
    const isDone = await this.#attempt.run(async () => {
      setText(this.#done, '');
      const { version } = await client.append(topic, { type: type.type, data: type.sample }).catch(explain);
      setText(this.#done, `Appended to ${topic}, as version ${version}.`);
    });
    // In the meantime the reader may have gone elsewhere.
    if (isDone && type === this.#type && !type.delivery.wholeFamily) this.#go(type);
  }

  /** The topic that the reader has named. What is none is refused. */
  #readTopic(): string | undefined {
    const id = this.#id.value.trim();
    const { family = '' } = this.#type ?? {};
    const topic = formatTopic(family, id);
    this.#refuse(isTopic(topic) ? '' : NO_ID);
    if (!isTopic(topic)) return undefined;
    this.#ids.set(family, id);
    return topic;
  }

  #refuse(problem: string): void {
    this.#attempt.say(problem);
    this.#id.setAttribute('aria-invalid', String(problem !== ''));
  }

  /** The address names what is followed, so that a reload finds it again. */
  #go({ type, family }: EventTypeDescription): void {
    const address = formatRoute({ view: 'catalogue', id: formatChoice({ type, topicId: this.#ids.get(family) }) });
    if (location.hash === address) this.#tail.retry();
    else location.hash = address;
  }

  #render(): void {
    if (!this.#type) return;
    const { topic, connection, entries } = this.#tail;
    this.dataset['topic'] = topic;
    setText(this.#says, describeTail(this.#type, topic, connection));
    this.#list.show(topic === '' ? undefined : entries);
  }
}

/** A refusal with what can be done about it. */
function explain(error: unknown): never {
  if (error instanceof ClientError && error.code === 'closed') throw new Error(`${error.message}: name another one.`);
  throw error;
}

define('type-tail', TypeTailElement);

declare global {
  interface HTMLElementTagNameMap {
    'type-tail': TypeTailElement;
  }
}
