import type { View } from '@tickertape/client';
import { generations, type GenerationState } from '@tickertape/events';
import { client } from '../client';
import { define, make, oncePerFrame, setText } from '../components/dom';
import '../components/shell-lines.element';
import { curlPost, curlStream } from '../components/shell-quote';
import '../components/tape-facts.element';
import { addSample, ratePerSecond, type Sample } from '../rate';
import { formatRoute } from '../route';
import '../styles/generations.css';
import { ConnectionChange } from './connection-change';
import { CUT_OFF, describeAmount, describeGeneration, isRunning } from './generation-status';

/** The models of the simulator. The API says which ids it takes. */
const MODELS = ['sim-fast', 'sim-standard', 'sim-slow', 'sim-long', 'sim-reasoning'];

const FIRST_PROMPT = 'Why did stock tickers print on paper tape?';
/** So near to its end, the roll follows what is printed; a reader who has scrolled back is left alone. */
const FOLLOWS_WITHIN_PX = 48;

/** Starts a generation, shows its text as it is written, and stops it. */
export class GenerationsElement extends HTMLElement {
  readonly #prompt = make('textarea', { id: 'prompt', rows: 3, required: true, maxlength: 20_000 }, FIRST_PROMPT);
  readonly #model = make('select', { id: 'model' });
  readonly #start = make('button', { type: 'submit', class: 'primary' }, 'Start');
  readonly #stop = make('button', { type: 'button', disabled: true }, 'Stop');
  readonly #problem = make('p', { class: 'problem', role: 'alert' });
  readonly #stamp = make('strong', { class: 'stamp' });
  readonly #says = make('span', { class: 'says' });
  readonly #amount = make('p', { class: 'amount' });
  readonly #asked = make('p', { class: 'roll-asked' });
  readonly #text = document.createTextNode('');
  readonly #printed = make(
    'p',
    { class: 'roll-text' },
    this.#text,
    make('span', { class: 'caret', 'aria-hidden': 'true' }),
  );
  readonly #roll = make(
    'div',
    { class: 'roll', tabindex: 0, role: 'region', 'aria-label': 'Generated text' },
    this.#asked,
    this.#printed,
  );
  readonly #facts = document.createElement('tape-facts');
  readonly #lines = document.createElement('shell-lines');
  readonly #scheduleRender = oncePerFrame(() => this.#render());
  #view: View<GenerationState, unknown> | undefined;
  #samples: readonly Sample[] = [];
  #busy = false;

  connectedCallback(): void {
    if (this.firstChild) return;
    for (const id of MODELS) this.#model.append(make('option', {}, id));
    this.#model.value = 'sim-standard';
    this.#layOut();
  }

  disconnectedCallback(): void {
    this.#view?.close();
  }

  /** Follows a generation, or none. */
  follow(id: string | undefined): void {
    this.#view?.close();
    this.#samples = [];
    setText(this.#problem, '');
    this.#view = id === undefined ? undefined : client.view(generations, { generationId: id });
    this.#view?.subscribe(this.#scheduleRender);
    this.dispatchEvent(new ConnectionChange(this.#view));
    this.#render();
  }

  #layOut(): void {
    const form = make(
      'form',
      { class: 'panel' },
      make('label', { for: 'prompt' }, 'Prompt'),
      this.#prompt,
      make('label', { for: 'model' }, 'Model'),
      this.#model,
      make('div', { class: 'row pair' }, this.#start, this.#stop),
      this.#problem,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#onStart();
    });
    this.#stop.addEventListener('click', () => void this.#onStop());
    const status = make('p', { class: 'status', role: 'status' }, this.#stamp, this.#says);
    this.append(
      make('h1', { tabindex: -1 }, 'Watch a model write'),
      make(
        'div',
        { class: 'split' },
        make('div', {}, form),
        make('div', {}, make('div', { class: 'status-bar' }, status, this.#amount), this.#roll, this.#facts),
      ),
      this.#lines,
    );
  }

  async #onStart(): Promise<void> {
    await this.#attempt(async () => {
      const { id } = await client.generations.start({ prompt: this.#prompt.value, model: this.#model.value });
      location.hash = formatRoute({ view: 'generations', id });
      // On a small screen the roll is below the form.
      this.#roll.scrollIntoView({ block: 'nearest' });
    });
  }

  async #onStop(): Promise<void> {
    const id = this.#view?.state?.id;
    if (id !== undefined) await this.#attempt(() => client.generations.cancel(id));
  }

  async #attempt(action: () => Promise<unknown>): Promise<void> {
    // Not disabled in the meantime: a button that is disabled loses the focus.
    if (this.#busy) return;
    this.#busy = true;
    setText(this.#problem, '');
    try {
      await action();
    } catch (error) {
      setText(this.#problem, error instanceof Error ? error.message : String(error));
    } finally {
      this.#busy = false;
    }
  }

  #render(): void {
    const view = this.#view;
    const state = view?.state;
    const stoppable = state !== undefined && isRunning(state.status);
    if (!stoppable && document.activeElement === this.#stop) this.#start.focus();
    this.#stop.disabled = !stoppable;
    this.#facts.hidden = !view;
    if (view) this.#facts.show(view);
    this.#showStatus(state);
    this.#showText(state);
    this.#showLines();
  }

  #showStatus(state: GenerationState | undefined): void {
    const connection = this.#view?.connection;
    const none = connection?.phase === 'failed' ? connection.error.message : 'Nothing is being written yet.';
    const { stamp, tone, says } = state
      ? describeGeneration(state)
      : { stamp: '', tone: 'busy', says: this.#view && connection?.phase !== 'failed' ? 'Opening the tape.' : none };
    setText(this.#stamp, stamp);
    const cutOff = connection?.phase === 'reconnecting' && state && isRunning(state.status);
    setText(this.#says, cutOff ? CUT_OFF : says);
    this.dataset['tone'] = tone;
    this.dataset['status'] = state?.status ?? 'none';
    if (!state) return setText(this.#amount, '');
    this.#samples = addSample(this.#samples, { atMs: performance.now(), amount: state.text.length });
    const rate = Math.round(ratePerSecond(this.#samples));
    setText(this.#amount, describeAmount(state) + (isRunning(state.status) && !cutOff ? `, ${rate} a second` : ''));
  }

  #showText(state: GenerationState | undefined): void {
    const follows = this.#roll.scrollHeight - this.#roll.scrollTop - this.#roll.clientHeight < FOLLOWS_WITHIN_PX;
    const text = state?.text ?? '';
    setText(this.#asked, state?.messages.findLast(({ role }) => role === 'user')?.content ?? '');
    // Appending leaves what is printed alone: a selection survives, and the browser lays out the end only.
    if (text.startsWith(this.#text.data)) this.#text.appendData(text.slice(this.#text.length));
    else this.#text.data = text;
    if (follows) this.#roll.scrollTop = this.#roll.scrollHeight;
  }

  #showLines(): void {
    const { origin } = location;
    const id = this.#view?.state?.id;
    if (id === undefined) {
      const body = { prompt: FIRST_PROMPT, model: this.#model.value };
      const line = curlPost(`${origin}/v1/generations/stream`, body, true);
      return this.#lines.show([{ says: 'Start one and stream it', line }]);
    }
    const self = `${origin}/v1/generations/${encodeURIComponent(id)}`;
    this.#lines.show([
      { says: 'Follow it from a snapshot', line: curlStream(`${self}/stream`) },
      { says: 'Replay it from its first event', line: curlStream(`${self}/stream?lastEventId=start`) },
      { says: 'Go on from where this page is', line: curlStream(`${self}/stream`, this.#view?.cursor) },
    ]);
  }
}

define('tickertape-generations', GenerationsElement);

declare global {
  interface HTMLElementTagNameMap {
    'tickertape-generations': GenerationsElement;
  }
}
