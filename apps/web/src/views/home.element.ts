import { define, make } from '../components/dom';
import '../components/shell-lines.element';
import { curlPost, curlStream } from '../components/shell-quote';
import { formatRoute } from '../route';
import '../styles/home.css';

/** What one is looking at, and what to try. */
export class HomeElement extends HTMLElement {
  /** There is one home. */
  follow(): void {}

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
      make('div', { class: 'doors' }, ...DOORS.map(makeDoor)),
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
  }
}

interface Door {
  readonly href: string;
  readonly title: string;
  readonly says: string;
}

const DOORS: readonly Door[] = [
  {
    href: formatRoute({ view: 'generations' }),
    title: 'Watch a model write',
    says: 'Start a generation, stop it, reload in the middle of a word.',
  },
  {
    href: formatRoute({ view: 'orders' }),
    title: 'Follow an order',
    says: 'From the kitchen to the door, with a courier or with you at the stove.',
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

const makeDoor = ({ href, title, says }: Door): HTMLElement =>
  make('a', { class: 'door', href }, make('strong', {}, title), make('span', {}, says));

define('tickertape-home', HomeElement);

declare global {
  interface HTMLElementTagNameMap {
    'tickertape-home': HomeElement;
  }
}
