export { createClient } from './lib/client';
export type { Client, EventsOptions } from './lib/client';
export { ClientError } from './lib/client-error';
export type { Problem } from './lib/client-error';
export { DEFAULT_TIMING } from './lib/client-options';
export type { Authorize, ClientOptions, Timing } from './lib/client-options';
export type { Connection, Phase, ReconnectReason } from './lib/connection';
export type { Appended, NewEvent } from './lib/append';
export type { View, ViewOptions } from './lib/view';
export type {
  TapeClosedMessage,
  TapeEventMessage,
  TapeEventType,
  TapeGapMessage,
  TapeMessage,
  TapeSnapshotMessage,
} from './lib/tape-message';
export type { CreateOptions, RequestOptions } from './lib/requests/requester';
export type { ActivitiesApi, ActivitiesPage, ActivityResource, TombstoneResource } from './lib/features/activities';
export type { FeedPage, FeedsApi } from './lib/features/feeds';
export type { GenerationRequest, GenerationResource, GenerationsApi } from './lib/features/generations';
export type { MatchesApi, MatchResource } from './lib/features/matches';
export type { NewsApi, NewsResource } from './lib/features/news';
export type { NotificationsApi, NotificationsResource } from './lib/features/notifications';
export type { OrderResource, OrdersApi, OrderStepRequest } from './lib/features/orders';
export type { QuoteResource, QuotesApi } from './lib/features/quotes';
export type { FollowersOptions, FollowersPage, RelationsApi, RelationsResource } from './lib/features/relations';
export type { Links, Page, PageOptions, TopicList, TopicResource } from './lib/features/resource';
