import type {
  AnyFamily,
  FeedState,
  GenerationState,
  GenerationStatus,
  MatchState,
  NotificationsState,
  OrderState,
  OrderStatus,
  QuoteState,
} from '@tickertape/events';
import { formatCount } from '../format';
import { findSections } from '../scores/match-sections';
import { describeScore, describeStanding } from '../scores/match-words';

const CHATS: Record<GenerationStatus, string> = {
  queued: 'waits for its turn',
  running: 'is being written',
  completed: 'is complete',
  failed: 'has failed',
  cancelled: 'was stopped',
  interrupted: 'was interrupted',
};

const ORDERS: Record<OrderStatus, string> = {
  pending: 'waits',
  received: 'is received',
  cooking: 'is cooking',
  out_for_delivery: 'is on its way',
  delivered: 'is delivered',
  cancelled: 'is cancelled',
};

export const chatFact = ({ status, text }: GenerationState): string =>
  `Your last answer ${CHATS[status]}: ${formatCount(text.length, 'character')}`;

export const orderFact = ({ status }: OrderState): string => `Your last order ${ORDERS[status]}`;

export function feedFact({ id, items: [newest] }: FeedState): string {
  return newest ? `${newest.actor} was the last to say something to ${id}` : `Nobody has said anything to ${id} yet`;
}

export const notificationsFact = ({ id, unseen }: NotificationsState): string =>
  unseen > 0 ? `${unseen} unseen by ${id}` : `${id} has seen them all`;

export const quoteFact = ({ id, last, status }: QuoteState): string =>
  last === null ? `${id} has no price yet` : `${id} ${last}${status === 'halted' ? ', halted' : ''}`;

/** @param now as `Date.now()`. */
export const matchFact = (match: MatchState, now: number): string =>
  `${describeScore(match)} · ${describeStanding(match, now)}`;

export const catalogueFact = (families: readonly AnyFamily[]): string =>
  `${families.flatMap(({ events }) => Object.keys(events)).length} types of events in ${families.length} families`;

/** The one that people would look at: the first that is being played, or the next one, or the last. */
export function chooseMatch<Match extends MatchState>(matches: readonly Match[]): Match | undefined {
  const { live, next, results } = findSections(matches);
  return (live[0] ?? next[0] ?? results[0]) as Match | undefined;
}
