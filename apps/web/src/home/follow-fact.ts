import type { View } from '@tickertape/client';
import { families, feeds, generations, matches, notifications, orders, quotes } from '@tickertape/events';
import { client } from '../client';
import { recallRecent } from '../recent';
import { actingUser } from '../social/acting-user';
import {
  catalogueFact,
  chatFact,
  chooseMatch,
  feedFact,
  matchFact,
  notificationsFact,
  orderFact,
  quoteFact,
} from './home-facts';

/** Tells what is to be said of a view, at once or when it is known, and again when it has changed, until the signal. */
type FollowFact = (tell: (fact: string) => void, signal: AbortSignal) => void | Promise<void>;

function tellOf<State>(view: View<State, unknown>, describe: (state: State) => string, tell: (fact: string) => void) {
  view.subscribe(() => view.state && tell(describe(view.state)));
}

/** By the name of the view. Those that ask first reject when nobody answers. */
export const FACTS: Readonly<Record<string, FollowFact>> = {
  generations: (tell, signal) => {
    const generationId = recallRecent('generations');
    if (generationId === undefined) return tell('Nothing was asked from here yet');
    tellOf(client.view(generations, { generationId }, { signal }), chatFact, tell);
  },
  orders: (tell, signal) => {
    const orderId = recallRecent('orders');
    if (orderId === undefined) return tell('Nothing was ordered from here yet');
    tellOf(client.view(orders, { orderId }, { signal }), orderFact, tell);
  },
  feeds: (tell, signal) => {
    const user = actingUser();
    if (user === undefined) return tell('Nobody is chosen yet');
    tellOf(client.view(feeds, { user }, { signal }), feedFact, tell);
  },
  notifications: (tell, signal) => {
    const user = actingUser();
    if (user === undefined) return tell('Nobody is chosen yet');
    tellOf(client.view(notifications, { user }, { signal }), notificationsFact, tell);
  },
  quotes: async (tell, signal) => {
    const [first] = (await client.quotes.list({ signal })).items;
    if (!first) return tell('The market is closed');
    tell(quoteFact(first));
    tellOf(client.view(quotes, { symbol: first.id }, { signal }), quoteFact, tell);
  },
  matches: async (tell, signal) => {
    const match = chooseMatch((await client.matches.list({ signal })).items);
    if (!match) return tell('Nobody plays');
    tell(matchFact(match, Date.now()));
    tellOf(client.view(matches, { matchId: match.id }, { signal }), (state) => matchFact(state, Date.now()), tell);
  },
  lab: (tell, signal) => {
    const show = (): void => tell(`This page's one stream is ${client.connection.phase}`);
    show();
    signal.addEventListener('abort', client.subscribe(show));
  },
  // Those that this page knows: to ask the server for its whole catalogue would be much for a line.
  catalogue: (tell) => tell(catalogueFact(families)),
};
