import { define, make, setText } from '../components/dom';
import '../components/shell-lines.element';
import { curlPost, curlStream } from '../components/shell-quote';
import { FACTS } from '../home/follow-fact';
import { formatRoute } from '../route';
import '../styles/home.css';

/** What one is looking at, where it leads, and what to try. */
export class HomeElement extends HTMLElement {
  readonly #facts = new Map(DOORS.map(({ view }) => [view, make('span', { class: 'door-fact' }, '\u00a0')]));
  readonly #leaving = new AbortController();

  connectedCallback(): void {
    if (this.firstChild) return;
    const lines = document.createElement('shell-lines');
    this.append(
      make(
        'div',
        { class: 'hero' },
        make('h1', { tabindex: -1 }, 'Walk up, read on, walk away, come back.'),
        make(
          'p',
          { class: 'lead' },
          'Everything that happens here is printed on a tape, once and in order, before anyone is shown it. ' +
            'What you see is a snapshot plus the tail of that tape, over Server-Sent Events. ' +
            'Cut it anywhere: it goes on at the very next character.',
        ),
        makeSpecimen(),
      ),
      make('ul', { class: 'doors' }, ...DOORS.map((door) => this.#makeDoor(door))),
      make('h2', { class: 'label' }, 'Try to lose something'),
      make('ol', { class: 'dares' }, ...DARES.map((dare) => make('li', {}, dare))),
      lines,
    );
    const { origin } = location;
    const story = { storyId: 'mine-1', headline: 'Reader makes headline' };
    lines.show([
      { says: 'Watch the ticker above', line: curlStream(`${origin}/v1/news/front/stream`) },
      {
        says: 'Put a headline of your own on it',
        line: curlPost(`${origin}/v1/topics/news/front/events`, { type: 'news.published', data: story }),
      },
    ]);
    for (const [view, fact] of this.#facts) void this.#follow(view, fact);
  }

  disconnectedCallback(): void {
    this.#leaving.abort();
  }

  /** There is one home. */
  follow(): void {}

  async #follow(view: string, fact: HTMLElement): Promise<void> {
    try {
      await FACTS[view]?.((text) => setText(fact, text), this.#leaving.signal);
    } catch {
      // The lamp says that the server does not answer; the card leads on without a fact.
    }
  }

  #makeDoor({ view, title, says }: Door): HTMLElement {
    const fact = this.#facts.get(view) ?? '';
    const link = make('a', { class: 'door', href: formatRoute({ view }) }, make('strong', {}, title));
    link.append(make('span', { class: 'door-says' }, says), fact);
    return make('li', {}, link);
  }
}

interface Door {
  readonly view: string;
  readonly title: string;
  readonly says: string;
}

const DOORS: readonly Door[] = [
  {
    view: 'generations',
    title: 'Watch a model write',
    says: 'Ask, stop, ask on. Reload in the middle of a word.',
  },
  {
    view: 'orders',
    title: 'Follow an order',
    says: 'From the kitchen to the door, with a courier or with you at the stove.',
  },
  {
    view: 'feeds',
    title: 'Read a feed',
    says: 'Post, follow and like as anybody. What is new waits until you want it.',
  },
  {
    view: 'notifications',
    title: 'Be notified',
    says: 'Grouped and counted, with the same count in every tab.',
  },
  {
    view: 'quotes',
    title: 'Watch the market',
    says: 'As many prices a second as you like; the rest are merged.',
  },
  {
    view: 'matches',
    title: 'Keep the score',
    says: 'Goals, cards and what the referee takes back.',
  },
  {
    view: 'lab',
    title: 'Take it apart',
    says: 'Polling against push, and the frames themselves as they arrive.',
  },
  {
    view: 'catalogue',
    title: 'Look it up',
    says: 'Every type of event: its schema, a sample, and its tail.',
  },
];

const DARES = [
  'Start a generation and reload the page while it writes.',
  'Open its address in a second tab: both print the same letters.',
  'Kill the server and start it again. Watch the lamp at the top, then the text.',
];

const FRAME = [
  'id: k3x9-131',
  'event: orders.out_for_delivery',
  'data: {"topic":"orders/42","version":3,"time":"2026-11-22T09:00:00.000Z","data":{"courier":"Sam"}}',
].join('\n');

const makeSpecimen = (): HTMLElement =>
  make(
    'figure',
    { class: 'specimen' },
    make('pre', {}, FRAME),
    make('figcaption', {}, 'One frame. Its id is the place to go on from.'),
  );

define('tickertape-home', HomeElement);

declare global {
  interface HTMLElementTagNameMap {
    'tickertape-home': HomeElement;
  }
}
