import type { EventOf, Family, FamilyEvents } from '@tickertape/events';
import { formatTopic } from '@tickertape/wire';
import { append, type Appended, type NewEvent } from './append';
import { DEFAULT_TIMING, type ClientOptions } from './client-options';
import type { Connection } from './connection';
import { EventReader } from './event-reader';
import { ActivitiesApi } from './features/activities';
import { FeedsApi } from './features/feeds';
import { GenerationsApi } from './features/generations';
import { MatchesApi } from './features/matches';
import { NewsApi } from './features/news';
import { NotificationsApi } from './features/notifications';
import { OrdersApi } from './features/orders';
import { QuotesApi } from './features/quotes';
import { RelationsApi } from './features/relations';
import { TopicHub } from './hub/topic-hub';
import { watchPage } from './page/watch-page';
import { Access } from './requests/access';
import { Api } from './requests/api';
import { onAbort } from './requests/on-abort';
import { Requester, type RequestOptions } from './requests/requester';
import { checkHeader } from './requests/sendable';
import { deferLine } from './streams/defer-line';
import type { Line, LineListener } from './streams/line';
import { StreamLine } from './streams/stream-line';
import { loadTabs } from './tabs/load-tabs';
import type { TapeMessage } from './tape-message';
import { checkSelectors, checkTopic } from './topics';
import { TopicView, type View, type ViewOptions } from './view';

export interface EventsOptions {
  /** Where to begin: after a cursor, or at the `start` of what is retained. Default: a snapshot of each topic, then the tail. */
  readonly after?: string;
  /** At most so many events a second and topic, merged; for families that merge. Default: every event. */
  readonly maxHz?: number;
  /** Ends the loop. */
  readonly signal?: AbortSignal;
}

/** A client of the Tickertape API. Its streams share connections. */
export interface Client {
  /** A live view of one topic, named by the id of its family: `client.view(orders, { orderId: '42' })`. Throws `bad_topic`. */
  view<Events extends FamilyEvents, State, IdName extends string>(
    family: Family<string, Events, State, IdName>,
    id: Readonly<Record<IdName, string>>,
    options?: ViewOptions,
  ): View<State, EventOf<Events>>;
  /**
   * What happens in 1 to 100 topics or whole families, for a `for await`: it connects when it begins, and lets go when it is
   * left. It ends when all topics are closed, and throws a `ClientError` when it cannot go on. A slow loop does not lose
   * anything: it gets off and on again at its cursor. Throws `bad_topic`, and `unsendable` for an `after` that is no cursor.
   */
  events(topics: readonly string[], options?: EventsOptions): AsyncIterable<TapeMessage>;
  /** Appends one event, or several of which all are appended or none. */
  append(topic: string, events: NewEvent | readonly NewEvent[], options?: RequestOptions): Promise<Appended>;
  readonly activities: ActivitiesApi;
  readonly feeds: FeedsApi;
  readonly generations: GenerationsApi;
  readonly matches: MatchesApi;
  readonly news: NewsApi;
  readonly notifications: NotificationsApi;
  readonly orders: OrdersApi;
  readonly quotes: QuotesApi;
  readonly relations: RelationsApi;
  /** Of all streams together, the one that most wants attention; `finished` while there is none. */
  readonly connection: Connection;
  /** Calls back after every change of `connection`, until the function that it gives is called. Bound. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Lets go of everything: streams and requests fail with `closed`, and no timer or connection is left. */
  close(): void;
}

/** Connects to nothing yet. Throws `bad_url`, and `unsendable` for an `auth` that no header can carry. */
export function createClient(options: ClientOptions = {}): Client {
  const timing = { ...DEFAULT_TIMING, ...options.timing };
  const access = new Access(options);
  const requester = new Requester(access, timing);
  const api = new Api(requester);
  const { auth, fetch, user = auth || fetch ? undefined : '' } = options;
  const joinTabs = options.tabs === 'own' || user === undefined ? undefined : loadTabs();
  const hub = new TopicHub((terms, listener, key) => {
    const createLine = (listener: LineListener, after = terms.after): Line =>
      new StreamLine({ access, timing, ...terms, after }, listener);
    if (!joinTabs || key === undefined) return createLine(listener);
    // Tabs of another version of what they say to each other are other tabs.
    const name = `tickertape:${access.url} 2 ${key} ${user}`;
    return deferLine(joinTabs.then((join) => join?.({ name, createLine }, listener) ?? createLine(listener)));
  });
  const stopWatching = watchPage(timing.hiddenMs, (reason) => hub.pause(reason));
  let isClosed = false;

  return {
    view: (family, id, { maxHz, signal } = {}) => {
      const topic = checkTopic(formatTopic(family.name, id[family.idName] ?? ''));
      const view = new TopicView(family, topic, hub, { maxHz });
      const close = view.close.bind(view);
      const release = onAbort(signal, close);
      view.subscribe(() => (isClosed || view.connection.phase === 'finished') && release());
      return Object.assign(view, {
        close: () => {
          release();
          close();
        },
      });
    },
    events: (topics, { signal, ...terms } = {}) => {
      const checked = checkSelectors(topics);
      checkHeader('cursor', terms.after ?? '');
      return {
        [Symbol.asyncIterator]: () => {
          const { queue } = new EventReader(checked, hub, terms);
          const release = onAbort(signal, () => void queue.return());
          return {
            next: () => queue.next().finally(() => queue.isOver && queue.length === 0 && release()),
            return: () => {
              release();
              return queue.return();
            },
          };
        },
      };
    },
    append: (topic, events, options) => append(api, topic, events, options),
    activities: new ActivitiesApi(api),
    feeds: new FeedsApi(api),
    generations: new GenerationsApi(api),
    matches: new MatchesApi(api),
    news: new NewsApi(api),
    notifications: new NotificationsApi(api),
    orders: new OrdersApi(api),
    quotes: new QuotesApi(api),
    relations: new RelationsApi(api),
    get connection() {
      return hub.connection;
    },
    subscribe: hub.subscribe,
    close: () => {
      stopWatching();
      isClosed = true;
      hub.close();
      requester.close();
    },
  };
}
