import type { MatchState, MatchTeam } from '@tickertape/events';
import { define, make, setText } from '../components/dom';
import { KeyedList } from '../components/keyed-list';
import { formatRoute } from '../route';
import { findIncidents, type Incident } from './incidents';
import type { MatchNews } from './match-news';
import { describeStanding } from './match-words';

const CARDS: Readonly<Record<string, string>> = {
  yellow: 'Yellow card',
  second_yellow: 'Second yellow card',
  red: 'Red card',
};

/** A match on the scoreboard, with what has happened in it. */
export class MatchCardElement extends HTMLElement {
  readonly #round = make('a', { class: 'match-round' });
  readonly #standing = make('span', { class: 'match-standing' });
  readonly #names = { home: make('span', { class: 'match-name' }), away: make('span', { class: 'match-name' }) };
  readonly #goals = { home: make('span', { class: 'match-goals' }), away: make('span', { class: 'match-goals' }) };
  readonly #flag = make('strong', { class: 'match-flag', 'aria-hidden': 'true' });
  readonly #incidents = make('ol', { class: 'incidents', 'aria-label': 'Goals and cards, the latest first' });
  readonly #rows = new KeyedList<Incident, HTMLLIElement>(
    this.#incidents,
    ({ key }) => key,
    () => make('li', {}),
    (row, incident) => showIncident(row, incident),
  );
  #match: MatchState | undefined;

  connectedCallback(): void {
    if (this.firstChild) return;
    const side = (team: MatchTeam) => make('p', { class: 'match-side' }, this.#names[team], this.#goals[team]);
    this.append(
      make('p', { class: 'match-head' }, this.#round, this.#standing),
      side('home'),
      side('away'),
      this.#flag,
      this.#incidents,
    );
  }

  /**
   * @param news what has just happened, to be shown for a moment: `goal` and `annulled` with the side.
   * @param incidentsMax so many of the latest.
   */
  show(match: MatchState, news: MatchNews | undefined, incidentsMax = Infinity): void {
    this.#match = match;
    this.dataset['match'] = match.id;
    this.dataset['status'] = match.status;
    this.#round.href = formatRoute({ view: 'matches', id: match.id });
    setText(
      this.#round,
      [match.round, match.group && `Group ${match.group}`, match.ground].filter(Boolean).join(' · '),
    );
    for (const team of ['home', 'away'] as const) {
      setText(this.#names[team], match[team] ?? '');
      setText(this.#goals[team], String(match.score[team]));
      this.#names[team].toggleAttribute('data-won', match.winner === team);
    }
    this.dataset['news'] = news?.kind ?? '';
    setText(this.#flag, news ? (news.kind === 'goal' ? `Goal! ${match[news.team] ?? ''}` : 'Annulled') : '');
    this.#rows.show(findIncidents(match).slice(0, incidentsMax));
    this.tick(Date.now());
  }

  /** The clock of a match runs by itself: nobody sends a tick. */
  tick(now: number): void {
    if (this.#match) setText(this.#standing, describeStanding(this.#match, now));
  }
}

function showIncident(row: HTMLLIElement, { kind, team, minute, player, note, simulated }: Incident): void {
  const key = `${kind} ${note}`;
  if (row.dataset['shown'] === key) return;
  row.dataset['shown'] = key;
  row.dataset['kind'] = kind;
  row.dataset['team'] = team;
  const isOff = kind === 'annulled';
  const what = isOff ? 'Annulled' : (CARDS[kind] ?? 'Goal');
  row.replaceChildren(
    make('span', { class: 'incident-minute' }, minute),
    make('span', { class: 'incident-mark', role: 'img', 'aria-label': what, title: what }),
    make(isOff ? 's' : 'span', {}, player),
  );
  const notes = [isOff ? `annulled${note && `: ${note}`}` : note, simulated && 'simulated'].filter(Boolean);
  if (notes.length > 0) row.append(make('span', { class: 'incident-note' }, notes.join(', ')));
}

define('match-card', MatchCardElement);

declare global {
  interface HTMLElementTagNameMap {
    'match-card': MatchCardElement;
  }
}
