import { matches, type MatchEvents, type MatchState } from '@tickertape/events';
import { client } from '../client';
import { define, make, oncePerFrame, setText } from '../components/dom';
import { KeyedList } from '../components/keyed-list';
import '../components/shell-lines.element';
import { curlStream } from '../components/shell-quote';
import { LiveFamily } from '../live-family';
import { formatRoute } from '../route';
import type { MatchCardElement } from '../scores/match-card.element';
import '../scores/match-card.element';
import type { MatchLineElement } from '../scores/match-line.element';
import '../scores/match-line.element';
import { describeNews, findNews, type MatchNews } from '../scores/match-news';
import { findSections } from '../scores/match-sections';
import { describeSimulation } from '../scores/match-words';
import '../styles/matches.css';
import { ConnectionChange } from './connection-change';

/** The clocks are looked at so often: a replay passes a minute of the match in a second. */
const TICK_MS = 500;
/** So long a goal is news. */
const NEWS_MS = 8_000;
const INCIDENTS_SHOWN = 4;
const NEXT_SHOWN = 6;
const RESULTS_SHOWN = 10;
/** Of matches that are really played, and of those that are not known yet. */
const LEAD =
  'Every match has a tape. A goal is told once, and again when the referee takes it back; the clocks run by themselves.';

/** Live scores: what is played, what comes next, and how it ended. */
export class MatchesElement extends HTMLElement {
  readonly #family = new LiveFamily<MatchEvents, MatchState>({ client, family: matches });
  readonly #simulated = make('span', { class: 'stamp', hidden: true }, 'Simulated');
  readonly #says = make('p', { class: 'scores-says' });
  readonly #spoken = make('p', { class: 'visually-hidden', role: 'status' });
  readonly #chosenCard = document.createElement('match-card');
  readonly #chosen = make('section', { class: 'chosen', hidden: true, 'aria-label': 'Chosen match' });
  readonly #live = makeSection('Playing now', 'match-cards');
  readonly #next = makeSection('Up next', 'match-lines');
  readonly #results = makeSection('Results', 'match-lines');
  readonly #more = make('button', { type: 'button', class: 'quiet', hidden: true }, 'Show all results');
  readonly #cards = this.#makeCards();
  readonly #nextLines = makeLines(this.#next.list);
  readonly #resultLines = makeLines(this.#results.list);
  readonly #shell = document.createElement('shell-lines');
  readonly #scheduleRender = oncePerFrame(() => this.#render());
  /** As they were rendered last. */
  #shown: ReadonlyMap<string, MatchState> = new Map();
  readonly #news = new Map<string, MatchNews & { readonly until: number }>();
  #asked: string | undefined;
  #showsAll = false;
  #clock: ReturnType<typeof setInterval> | undefined;
  #unsubscribe: (() => void) | undefined;

  connectedCallback(): void {
    this.#clock = setInterval(() => this.#tick(), TICK_MS);
    if (this.firstChild) return;
    this.#more.addEventListener('click', () => {
      this.#showsAll = true;
      this.#render();
      this.#results.list.querySelectorAll('a')[RESULTS_SHOWN]?.focus();
    });
    this.#chosen.append(this.#chosenCard, make('a', { href: formatRoute({ view: 'matches' }) }, 'All matches'));
    this.#results.section.append(this.#more);
    this.append(
      make('div', { class: 'scores-head' }, make('h1', { tabindex: -1 }, 'Scores'), this.#simulated),
      this.#says,
      this.#spoken,
      this.#chosen,
      this.#live.section,
      make('div', { class: 'scores-columns' }, this.#next.section, this.#results.section),
      this.#shell,
    );
    this.#unsubscribe = this.#family.subscribe(this.#scheduleRender);
    this.#family.open();
  }

  disconnectedCallback(): void {
    clearInterval(this.#clock);
    this.#unsubscribe?.();
    this.#family.close();
  }

  /** Shows a match above the others, with all that has happened in it. */
  follow(id: string | undefined): void {
    this.#asked = id;
    this.dispatchEvent(new ConnectionChange(this.#family));
    const { origin } = location;
    const one = `${origin}/v1/matches/${id === undefined ? '{id}' : encodeURIComponent(id)}/stream`;
    this.#shell.show([
      { says: 'Follow all matches', line: curlStream(`${origin}/v1/stream?topic=matches/*`) },
      { says: 'Follow one', line: curlStream(one) },
      { says: 'Those in their first half', line: `curl ${origin}/v1/matches?status=first_half` },
    ]);
    this.#render();
    if (id !== undefined) this.#chosen.scrollIntoView({ block: 'nearest' });
  }

  #makeCards(): KeyedList<MatchState, MatchCardElement> {
    return new KeyedList(
      this.#live.list,
      ({ id }) => id,
      () => {
        const card = document.createElement('match-card');
        card.setAttribute('role', 'listitem');
        return card;
      },
      (card, match) => card.show(match, this.#news.get(match.id), INCIDENTS_SHOWN),
    );
  }

  #render(): void {
    const { states, connection } = this.#family;
    this.#findNews(states);
    const { live, next, results } = findSections(states.values());
    const chosen = this.#asked === undefined ? undefined : states.get(this.#asked);
    // The matches come a moment after the connection is live: the place of the one that is asked for is kept for it.
    const isEmpty = states.size === 0 && connection.phase !== 'failed';
    const isWaiting = connection.phase === 'connecting' || (this.#asked !== undefined && isEmpty);
    const isChoosing = isWaiting && this.#asked !== undefined;
    const others = live.filter((match) => match !== chosen);
    this.toggleAttribute('data-waiting', isWaiting);
    this.#live.list.setAttribute('aria-busy', String(isWaiting));
    this.#chosen.setAttribute('aria-busy', String(isChoosing));
    this.#cards.show(others);
    this.#live.section.hidden = isChoosing || (chosen !== undefined && others.length === 0);
    this.#nextLines.show(next.slice(0, NEXT_SHOWN));
    this.#resultLines.show(this.#showsAll ? results : results.slice(0, RESULTS_SHOWN));
    this.#more.hidden = this.#showsAll || results.length <= RESULTS_SHOWN;
    const saysNone = (none: string, { length }: readonly MatchState[]) => (isWaiting || length > 0 ? '' : none);
    setText(this.#live.says, saysNone('Nothing is being played at the moment.', others));
    setText(this.#next.says, saysNone('Nothing is set.', next));
    setText(this.#results.says, saysNone('None yet.', results));
    const simulation = describeSimulation([...states.values()]);
    this.#simulated.hidden = simulation === '';
    const isMissing = connection.phase === 'live' && !isWaiting && this.#asked !== undefined && !chosen;
    const says = isMissing ? `There is no such match: ${this.#asked}. These are those that there are.` : simulation;
    setText(this.#says, connection.phase === 'failed' ? connection.error.message : says || LEAD);
    this.#chosen.hidden = chosen === undefined && !isChoosing;
    if (chosen) this.#chosenCard.show(chosen, this.#news.get(chosen.id));
  }

  /** Goals flash and are read out, but not those of before the reader came. */
  #findNews(states: ReadonlyMap<string, MatchState>): void {
    for (const [id, match] of states) {
      const before = this.#shown.get(id);
      if (!before || before === match) continue;
      const news = findNews(before, match);
      if (news) this.#news.set(id, { ...news, until: Date.now() + NEWS_MS });
      const spoken = describeNews(before, match);
      if (spoken) setText(this.#spoken, spoken);
    }
    this.#shown = states;
  }

  #tick(): void {
    const now = Date.now();
    const old = [...this.#news].filter(([, { until }]) => until < now);
    for (const [id] of old) this.#news.delete(id);
    if (old.length > 0) return this.#render();
    for (const card of this.querySelectorAll('match-card')) card.tick(now);
  }
}

interface Section {
  readonly section: HTMLElement;
  readonly says: HTMLElement;
  readonly list: HTMLElement;
}

function makeSection(title: string, kind: string): Section {
  const says = make('p', { class: 'none' });
  const list = make('div', { class: kind, role: 'list', 'aria-label': title });
  return {
    says,
    list,
    section: make('section', { class: 'scores' }, make('h2', { class: 'label' }, title), says, list),
  };
}

const makeLines = (list: HTMLElement): KeyedList<MatchState, MatchLineElement> =>
  new KeyedList(
    list,
    ({ id }) => id,
    () => document.createElement('match-line'),
    (line, match) => line.show(match),
  );

define('tickertape-matches', MatchesElement);

declare global {
  interface HTMLElementTagNameMap {
    'tickertape-matches': MatchesElement;
  }
}
