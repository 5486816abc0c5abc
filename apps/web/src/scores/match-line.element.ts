import type { MatchState } from '@tickertape/events';
import { define, make, setText } from '../components/dom';
import { formatRoute } from '../route';
import { describeStanding } from './match-words';

/** A match in one line, that leads to its card. */
export class MatchLineElement extends HTMLElement {
  readonly #link = make('a', {});
  readonly #home = make('span', { class: 'line-home' });
  readonly #score = make('b', { class: 'line-score' });
  readonly #away = make('span', { class: 'line-away' });
  readonly #says = make('span', { class: 'line-says' });

  connectedCallback(): void {
    if (this.firstChild) return;
    this.setAttribute('role', 'listitem');
    this.#link.append(this.#home, this.#score, this.#away, this.#says);
    this.append(this.#link);
  }

  show(match: MatchState): void {
    const { id, home, away, score, kickOff, round, group } = match;
    const isAhead = match.status === 'scheduled';
    this.dataset['match'] = id;
    this.#link.href = formatRoute({ view: 'matches', id });
    setText(this.#home, home ?? '');
    setText(this.#away, away ?? '');
    setText(this.#score, isAhead ? 'v' : `${score.home}–${score.away}`);
    const place = group ? `Group ${group}` : (round ?? '');
    setText(this.#says, isAhead ? [place, formatDay(kickOff)].filter(Boolean).join(', ') : describeStanding(match, 0));
  }
}

/** `12 Jun`: the day that the match was set for. */
function formatDay(kickOff: string | null): string {
  return kickOff === null ? '' : new Date(kickOff).toLocaleDateString(undefined, { day: 'numeric', month: 'short' });
}

define('match-line', MatchLineElement);

declare global {
  interface HTMLElementTagNameMap {
    'match-line': MatchLineElement;
  }
}
