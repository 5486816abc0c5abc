import { ClientError, type View } from '@tickertape/client';
import { generations, type ChatMessage, type GenerationState } from '@tickertape/events';
import { formatTopic, isTopic } from '@tickertape/wire';
import '../chat/chat-composer.element';
import { ChatAsked } from '../chat/chat-events';
import '../chat/chat-meter.element';
import { chatRequest } from '../chat/chat-request';
import '../chat/chat-roll.element';
import '../chat/chat-settings.element';
import { messagesAfter, sayNotReady, turnsOf } from '../chat/conversation';
import { describePace, startPace, watchPace } from '../chat/generation-pace';
import { CUT_OFF, describeGeneration, isRunning } from '../chat/generation-status';
import { client } from '../client';
import { Attempt } from '../components/attempt';
import { define, make, oncePerFrame, setText } from '../components/dom';
import '../components/shell-lines.element';
import { curlPost, curlStream } from '../components/shell-quote';
import '../components/tape-facts.element';
import { rememberRecent } from '../recent';
import { formatRoute } from '../route';
import '../styles/generations.css';
import { ConnectionChange } from './connection-change';

/** Seeds are whole numbers; so many are enough for another answer each time. */
const SEEDS = 1_000_000_000;
const NONE = 'There is no such generation.';
const TOO_LONG = 'This conversation is too long for the server. Begin a new one.';
const TOO_LONG_STATUS = 413;

/** Talks with a model: a generation carries the conversation, and the address names the last one. */
export class GenerationsElement extends HTMLElement {
  readonly #stamp = make('strong', { class: 'stamp' });
  readonly #says = make('span', { class: 'says' });
  readonly #roll = document.createElement('chat-roll');
  readonly #composer = document.createElement('chat-composer');
  readonly #attempt = new Attempt();
  readonly #settings = document.createElement('chat-settings');
  readonly #meter = document.createElement('chat-meter');
  readonly #facts = document.createElement('tape-facts');
  readonly #lines = document.createElement('shell-lines');
  readonly #scheduleRender = oncePerFrame(() => this.#render());
  #view: View<GenerationState, unknown> | undefined;
  /** The address names what no generation can be called. */
  #isNone = false;
  /** The generation that this page has just started: its conversation is in sight before its state is. */
  #started: string | undefined;
  #pace = startPace();

  connectedCallback(): void {
    if (this.firstChild) return;
    this.addEventListener(ChatAsked.type, (event) => void this.#ask((event as ChatAsked).text));
    this.#composer.addEventListener('chatstop', () => void this.#stop());
    this.#composer.addEventListener('chatrepeat', () => void this.#repeat());
    const status = make('p', { class: 'status', role: 'status' }, this.#stamp, this.#says);
    this.append(
      make(
        'div',
        { class: 'title-row' },
        make('h1', { tabindex: -1 }, 'Watch a model write'),
        make('a', { href: formatRoute({ view: 'generations' }) }, 'New conversation'),
      ),
      make(
        'div',
        { class: 'chat' },
        make('div', { class: 'chat-main' }, status, this.#roll, this.#composer, this.#attempt.problem),
        make('div', { class: 'chat-side' }, this.#settings, this.#meter, this.#facts),
      ),
      this.#lines,
    );
  }

  disconnectedCallback(): void {
    this.#view?.close();
  }

  /** Follows a generation, or shows blank paper. */
  follow(id: string | undefined): void {
    this.#view?.close();
    if (id === undefined || id !== this.#started) {
      this.#pace = startPace();
      this.#roll.show([], false);
      this.#attempt.say('');
    }
    this.#started = undefined;
    this.#isNone = id !== undefined && !isTopic(formatTopic('generations', id));
    this.#view = id === undefined || this.#isNone ? undefined : client.view(generations, { generationId: id });
    this.#view?.subscribe(this.#scheduleRender);
    this.dispatchEvent(new ConnectionChange(this.#view));
    this.#render();
  }

  #ask(text: string): Promise<boolean> {
    return this.#attempt.run(async () => {
      const { state, connection } = this.#view ?? {};
      // Without what was said it would be another conversation.
      if (connection && !state) throw new Error(sayNotReady(connection.phase));
      await this.#start(messagesAfter(state, text));
      this.#composer.clear(text);
      // Who asks on does not want the rest. Not before: a question that is refused stops nothing.
      if (state && isRunning(state.status)) await client.generations.cancel(state.id);
    });
  }

  #repeat(): Promise<boolean> {
    return this.#attempt.run(async () => {
      const messages = this.#view?.state?.messages;
      if (messages) await this.#start(messages, Math.floor(Math.random() * SEEDS));
    });
  }

  async #stop(): Promise<void> {
    const id = this.#view?.state?.id;
    if (id !== undefined) await this.#attempt.run(() => client.generations.cancel(id));
  }

  async #start(messages: readonly ChatMessage[], seed?: number): Promise<void> {
    const view = this.#view;
    const askedMs = performance.now();
    const { id } = await this.#request(messages, seed);
    rememberRecent('generations', id);
    // In the meantime the reader may have gone elsewhere.
    if (!this.isConnected || view !== this.#view) return;
    this.#pace = startPace(askedMs);
    this.#started = id;
    this.#roll.show([...messages, { role: 'assistant', content: '' }], true);
    this.#roll.scrollToEnd();
    location.hash = formatRoute({ view: 'generations', id });
  }

  async #request(messages: readonly ChatMessage[], seed?: number): Promise<{ readonly id: string }> {
    const request = chatRequest(messages, this.#settings.settings, seed);
    try {
      return await client.generations.start(request);
    } catch (error) {
      if (error instanceof ClientError && error.status === TOO_LONG_STATUS) throw new Error(TOO_LONG);
      const isDirected = error instanceof ClientError && error.problem?.errors?.some(({ path }) => path === 'simulate');
      if (!request.simulate || !isDirected) throw error;
      // A server that does not simulate takes no directions: the same without them.
      this.#settings.dropDirections();
      return client.generations.start({ ...request, simulate: undefined });
    }
  }

  #render(): void {
    const view = this.#view;
    const state = view?.state;
    const running = state !== undefined && isRunning(state.status);
    if (state && view) {
      this.#pace = watchPace(this.#pace, state, performance.now());
      if (this.#roll.dataset['of'] !== view.topic) {
        rememberRecent('generations', state.id);
        if (state.model) this.#settings.choose(state.model);
      }
      this.#roll.dataset['of'] = view.topic;
      this.#roll.show(turnsOf(state), running);
    }
    this.#composer.show({ canStop: running, canRepeat: state !== undefined && !running });
    this.#meter.show(describePace(this.#pace, state));
    this.#facts.show(view);
    this.#showStatus(state);
    this.#showLines(state);
  }

  #showStatus(state: GenerationState | undefined): void {
    const connection = this.#view?.connection;
    this.dataset['status'] = state?.status ?? 'none';
    if (!state) {
      setText(this.#stamp, '');
      const waits = connection
        ? 'Opening the tape.'
        : this.#isNone
          ? NONE
          : 'Nothing is being written yet. Ask something, and reload the page while it answers.';
      return setText(this.#says, connection?.phase === 'failed' ? connection.error.message : waits);
    }
    const { stamp, tone, says } = describeGeneration(state);
    const cutOff = connection?.phase === 'reconnecting' && isRunning(state.status);
    this.dataset['tone'] = tone;
    setText(this.#stamp, stamp);
    setText(this.#says, cutOff ? CUT_OFF : says);
  }

  #showLines(state: GenerationState | undefined): void {
    const { origin } = location;
    if (!state) {
      const body = { prompt: 'Why did stock tickers print on paper tape?' };
      const line = curlPost(`${origin}/v1/generations/stream`, body, true);
      return this.#lines.show([{ says: 'Start one and stream it', line }]);
    }
    const self = `${origin}/v1/generations/${encodeURIComponent(state.id)}`;
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
