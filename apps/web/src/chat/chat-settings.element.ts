import { define, make } from '../components/dom';
import { isSimulated, type ChatSettings } from './chat-request';

/** `[value, label]`; no value leaves it to the model. */
type Choice = readonly [value: string, label: string];

const SPEEDS: readonly Choice[] = [
  ['', "The model's own"],
  ['fast', 'Fast'],
  ['standard', 'Standard'],
  ['slow', 'Slow'],
];
const TEXTS: readonly Choice[] = [
  ['markdown', 'Markdown'],
  ['', 'Plain prose'],
  ['json', 'JSON'],
  ['hostile', 'Hostile characters'],
];

/** Which model is asked and, of a simulated one, how fast it writes and what. */
export class ChatSettingsElement extends HTMLElement {
  readonly #model = makeSelect('model', [['', 'The first of the server']]);
  readonly #speed = makeSelect('speed', SPEEDS);
  readonly #writes = makeSelect('writes', TEXTS);
  readonly #note = make('p', { class: 'hint' });
  #mayDirect = true;

  connectedCallback(): void {
    if (this.firstChild) return;
    this.classList.add('panel');
    const field = (label: string, select: HTMLSelectElement): HTMLElement =>
      make('div', { class: 'field' }, make('label', { for: select.id }, label), select);
    this.append(field('Model', this.#model), field('Speed', this.#speed), field('Writes', this.#writes), this.#note);
    this.#model.addEventListener('change', () => this.#enable());
    this.#enable();
    void this.#loadModels();
  }

  get settings(): ChatSettings {
    const model = this.#model.value;
    if (!this.#mayDirect) return { model, speed: '', writes: '' };
    return { model, speed: this.#speed.value, writes: this.#writes.value };
  }

  /** Chooses the model of the conversation that is shown. */
  choose(model: string): void {
    if ([...this.#model.options].some(({ value }) => value === model)) this.#model.value = model;
    this.#enable();
  }

  /** The server takes no directions for its simulated models. */
  dropDirections(): void {
    this.#mayDirect = false;
    this.#enable();
  }

  #enable(): void {
    const simulated = isSimulated(this.#model.value);
    for (const select of [this.#speed, this.#writes]) select.disabled = !simulated || !this.#mayDirect;
    const note = simulated
      ? this.#mayDirect
        ? 'A simulated model: real tokens, made-up words.'
        : 'A simulated model. This server does not let you direct it.'
      : 'Speed and text are those of the model.';
    this.#note.textContent = note;
  }

  async #loadModels(): Promise<void> {
    try {
      const response = await fetch('/v1/models');
      const { data } = (await response.json()) as { readonly data: readonly { readonly id: string }[] };
      const chosen = this.#model.value;
      this.#model.replaceChildren(...data.map(({ id }) => make('option', { value: id }, id)));
      if (chosen) this.choose(chosen);
      this.#enable();
    } catch {
      // Without a list the server chooses.
    }
  }
}

function makeSelect(id: string, choices: readonly Choice[]): HTMLSelectElement {
  return make('select', { id }, ...choices.map(([value, label]) => make('option', { value }, label)));
}

define('chat-settings', ChatSettingsElement);

declare global {
  interface HTMLElementTagNameMap {
    'chat-settings': ChatSettingsElement;
  }
}
