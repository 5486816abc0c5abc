import { isTopicSelector } from '@tickertape/wire';
import { client } from '../client';
import { define, make, oncePerFrame, setText } from '../components/dom';
import { formatRoute } from '../route';
import '../styles/lab-wire.css';
import { describeResume } from './describe-resume';
import './lab-print.element';
import { LAB_TOPIC } from './print-stories';
import './wire-facts.element';
import { RestartAfter } from './wire-list.element';
import { WireSession, type WirePhase } from './wire-session';

const DEFAULT_TOPIC = 'news/front';

const PHASES: Readonly<Record<WirePhase, string>> = {
  idle: 'Idle',
  connecting: 'Connecting',
  open: 'Open',
  frozen: 'Frozen',
  over: 'Over',
};

/** A stream as it comes over the wire, and buttons that do to it what networks do. */
export class LabWireElement extends HTMLElement {
  readonly #topic = make('input', { id: 'wire-topic', list: 'wire-topics', spellcheck: 'false', autocomplete: 'off' });
  readonly #cursor = make('input', {
    id: 'wire-cursor',
    spellcheck: 'false',
    autocomplete: 'off',
    placeholder: 'start',
    // What a header can carry.
    pattern: '[!-~]*',
  });
  readonly #cut = makeButton('Cut the connection', () => this.#session.cut());
  readonly #freeze = makeButton('Freeze the client', () =>
    this.#session.phase === 'frozen' ? this.#session.thaw() : this.#session.freeze(),
  );
  readonly #goOn = makeButton('Reconnect with the cursor', () => this.#session.connect(this.#session.account.cursor));
  readonly #print = document.createElement('lab-print');
  readonly #problem = make('p', { class: 'problem', role: 'alert' });
  readonly #phase = make('span', { class: 'stamp' });
  readonly #resume = make('p', { class: 'wire-resume', role: 'status' });
  readonly #facts = document.createElement('wire-facts');
  readonly #list = document.createElement('wire-list');
  readonly #scheduleRender = oncePerFrame(() => this.#render());
  #startedMs = 0;
  readonly #session = new WireSession({
    onFrame: (frame) => this.#list.addFrame(frame, performance.now() - this.#startedMs),
    onNote: (note) => this.#list.addNote(note),
    onChange: this.#scheduleRender,
  });

  connectedCallback(): void {
    if (this.firstChild) return;
    this.addEventListener(RestartAfter.type, (event) => this.#session.connect((event as RestartAfter).cursor));
    this.append(
      make('h2', {}, 'Wire inspector'),
      make(
        'p',
        { class: 'lab-lead' },
        'The bytes of a stream as they come. Open a frame to see what its fields mean, then break the connection.',
      ),
      make('div', { class: 'split' }, this.#makeControls(), this.#makeView()),
    );
    void this.#suggest();
  }

  disconnectedCallback(): void {
    this.#session.close();
  }

  /** Watches a topic, or the ticker's. */
  follow(topic = DEFAULT_TOPIC): void {
    this.#topic.value = topic;
    this.#list.clear();
    this.#startedMs = performance.now();
    this.#print.hidden = topic !== LAB_TOPIC;
    this.#session.watch(topic);
  }

  #makeControls(): HTMLElement {
    const open = make('form', { class: 'panel' }, make('label', { for: 'wire-topic' }, 'Topic'), this.#topic);
    open.append(this.#problem, make('button', { type: 'submit' }, 'Watch'));
    open.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#watch(this.#topic.value.trim());
    });
    const restart = make('form', { class: 'panel' }, make('label', { for: 'wire-cursor' }, 'Start after a cursor'));
    restart.append(
      this.#cursor,
      make('p', { class: 'lab-hint' }, 'start: all that is kept. Empty: a snapshot. Anything else: try a broken one.'),
      make('button', { type: 'submit' }, 'Restart'),
    );
    restart.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#session.connect(this.#cursor.value.trim());
    });
    const breaking = make(
      'div',
      { class: 'panel' },
      make('p', { class: 'label' }, 'Break it'),
      this.#cut,
      this.#freeze,
      this.#goOn,
    );
    return make('div', {}, open, breaking, restart, this.#print);
  }

  #makeView(): HTMLElement {
    const says = make('div', { class: 'wire-says' }, this.#phase, this.#resume);
    return make('div', { class: 'wire-view' }, says, this.#list, this.#facts);
  }

  #watch(topic: string): void {
    const isTopic = isTopicSelector(topic);
    setText(this.#problem, isTopic ? '' : 'A topic is family/id, or family/* for all of a family.');
    if (!isTopic) return;
    const address = formatRoute({ view: 'lab', id: topic });
    if (location.hash === address) this.follow(topic);
    else location.hash = address;
  }

  #render(): void {
    const { phase, account } = this.#session;
    const isOpen = phase === 'open' || phase === 'frozen';
    this.dataset['phase'] = phase;
    setText(this.#phase, PHASES[phase]);
    setText(this.#resume, describeResume(account.resume));
    this.#facts.show(account);
    setText(this.#freeze, phase === 'frozen' ? 'Read on' : 'Freeze the client');
    const buttons = [this.#cut, this.#freeze, this.#goOn];
    const focused = buttons.find((button) => button === document.activeElement);
    this.#cut.disabled = !isOpen && phase !== 'connecting';
    this.#freeze.disabled = !isOpen;
    this.#goOn.disabled = phase !== 'over';
    // A button that is disabled loses the focus: the next thing to do takes it.
    if (focused?.disabled) buttons.find((button) => !button.disabled)?.focus();
  }

  /** Topics that there are now, beside those that there always are. */
  async #suggest(): Promise<void> {
    const topics = [DEFAULT_TOPIC, LAB_TOPIC, 'feeds/ann', 'notifications/ann'];
    const list = make('datalist', { id: 'wire-topics' });
    const show = (): void => list.replaceChildren(...topics.map((value) => make('option', { value })));
    show();
    this.append(list);
    const lists = await Promise.allSettled([client.quotes.list(), client.matches.list()]);
    for (const found of lists) {
      if (found.status === 'fulfilled') topics.push(...found.value.items.map(({ topic }) => topic));
    }
    show();
  }
}

function makeButton(label: string, act: () => void): HTMLButtonElement {
  const button = make('button', { type: 'button' }, label);
  button.addEventListener('click', act);
  return button;
}

define('lab-wire', LabWireElement);

declare global {
  interface HTMLElementTagNameMap {
    'lab-wire': LabWireElement;
  }
}
