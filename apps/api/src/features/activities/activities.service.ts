import { Injectable } from '@nestjs/common';
import type { ActivitiesState, Activity, ActivityContent, ActivityEdited, Tombstone } from '@tickertape/events';
import { ProblemException } from '@tickertape/nestjs';
import { Tape, TapeError, type EventInput, type TopicState } from '@tickertape/tape';
import { formatTopic, type Seq } from '@tickertape/wire';
import type { Created } from '../../created';
import { createOnce, identifyCreation } from '../../idempotency';
import { pageOf, type Page, type PageQuery } from '../../page';
import { activityId } from '../../social/activity-id';
import { SocialWorkers } from '../../social/social.workers';
import { requireUserName } from '../../social/user-name';
import { streamOf, toResource, type TopicResource } from '../../topic-resource';

export type ActivityResource = TopicResource<Activity>;
export type TombstoneResource = TopicResource<Tombstone & { readonly type: 'Tombstone'; readonly actor: string }>;
export type ActivitiesPage = TopicResource<{ readonly id: string } & Page<Activity>>;

type CurrentActivities = TopicState<ActivitiesState>;

/** So long an activity waits, in milliseconds, until it is in the feeds: those of a celebrity's followers take longer. */
const EFFECT_MS = 100;

@Injectable()
export class ActivitiesService {
  constructor(
    private readonly tape: Tape,
    private readonly workers: SocialWorkers,
  ) {}

  /**
   * Publishes an activity. With a `foreignId`, or else a key, it is published once: again under the same one, it is the
   * activity that is there. Rejects with `conflict` when that one is another, or was taken back.
   */
  async publish(name: string, content: ActivityContent, key?: string): Promise<Created<ActivityResource>> {
    const user = requireUserName(name);
    const { foreignId } = content;
    const once = foreignId === undefined ? key && `key ${key}` : `foreignId ${foreignId}`;
    const id = activityId(user, once);
    const { eventId } = identifyCreation('activities', once, content);
    const event = { type: 'activities.published', data: { ...content, id }, id: eventId };
    const create = () => this.change(user, ({ state }) => (has(state, id) ? 'taken' : [event]), event);
    const repeated = await (foreignId === undefined ? createOnce(key, create) : publishOnce(foreignId, create));
    return { resource: await this.get(user, id), repeated };
  }

  /** Rejects with `activity_not_found`, and with `activity_removed` for one that was taken back. */
  async get(name: string, id: string): Promise<ActivityResource> {
    const current = await this.current(requireUserName(name));
    return this.describe(current, findActivity(current.state, id));
  }

  async list(name: string, query: PageQuery): Promise<ActivitiesPage> {
    const user = requireUserName(name);
    const current = await this.current(user);
    const state = { id: user, ...pageOf(current.state.items, query) };
    return toResource(this.tape, { ...current, state }, linksOf(user));
  }

  async edit(name: string, id: string, changes: Omit<ActivityEdited, 'id'>): Promise<ActivityResource> {
    const user = requireUserName(name);
    await this.change(user, ({ state }) => {
      findActivity(state, id);
      const isEmpty = Object.values(changes).every((change) => change === undefined);
      return isEmpty ? [] : [{ type: 'activities.edited', data: { id, ...changes } }];
    });
    return this.get(user, id);
  }

  /** Takes an activity back. One that was taken back already stays so. */
  async remove(name: string, id: string): Promise<TombstoneResource> {
    const user = requireUserName(name);
    await this.change(user, ({ state }) => {
      if (findTombstone(state, id)) return [];
      findActivity(state, id);
      return [{ type: 'activities.removed', data: { id } }];
    });
    const current = await this.current(user);
    const { deleted } = findTombstone(current.state, id) ?? { deleted: '' };
    const tombstone = { id, type: 'Tombstone' as const, actor: user, deleted };
    return toResource(this.tape, { ...current, state: tombstone }, linksOf(user, id));
  }

  /**
   * Appends what `decide` finds by the user's activities; again when they have moved meanwhile. `taken`: only the very event
   * that is there may come again. Says whether it was there already.
   */
  private async change(
    user: string,
    decide: (current: CurrentActivities) => readonly EventInput[] | 'taken',
    creation?: EventInput,
  ): Promise<boolean> {
    for (;;) {
      const current = await this.current(user);
      const decided = decide(current);
      const events = decided === 'taken' && creation ? [creation] : decided;
      if (events.length === 0 || events === 'taken') return false;
      // No topic with events has version 0: nothing new is appended under an id that is taken.
      const expectVersion = decided === 'taken' ? 0 : current.version;
      try {
        const { repeated, events: appended } = await this.tape.writer.append(current.topic, events, { expectVersion });
        await this.effect(appended.at(-1)?.seq ?? 0);
        return repeated;
      } catch (error) {
        const overtaken = error instanceof TapeError && error.code === 'conflict';
        if (!overtaken || decided === 'taken') throw error;
      }
    }
  }

  private async effect(seq: Seq): Promise<void> {
    await this.workers.handled(seq, EFFECT_MS);
  }

  private async current(user: string): Promise<CurrentActivities> {
    return (await this.tape.states.get(formatTopic('activities', user))) as CurrentActivities;
  }

  private describe(current: CurrentActivities, activity: Activity): ActivityResource {
    return toResource(this.tape, { ...current, state: activity }, linksOf(activity.actor, activity.id));
  }
}

/** An activity that is there under its `foreignId`, and is another one, is not overwritten. */
async function publishOnce<T>(foreignId: string, publish: () => Promise<T>): Promise<T> {
  try {
    return await publish();
  } catch (cause) {
    if (!(cause instanceof TapeError && cause.code === 'conflict')) throw cause;
    const detail = 'there is another activity of this foreignId: edit that one, or take a new foreignId';
    throw new ProblemException(409, 'conflict', detail, { foreignId }, { cause });
  }
}

function linksOf(user: string, id?: string) {
  const all = `/v1/users/${user}/activities`;
  const self = id === undefined ? all : `${all}/${encodeURIComponent(id)}`;
  return { self, stream: streamOf(formatTopic('activities', user)) };
}

const findTombstone = ({ tombstones }: ActivitiesState, id: string): Tombstone | undefined =>
  tombstones.find((tombstone) => tombstone.id === id);

const has = (state: ActivitiesState, id: string): boolean =>
  state.items.some((item) => item.id === id) || findTombstone(state, id) !== undefined;

function findActivity(state: ActivitiesState, id: string): Activity {
  const activity = state.items.find((item) => item.id === id);
  if (activity) return activity;
  const tombstone = findTombstone(state, id);
  if (tombstone) throw new ProblemException(410, 'activity_removed', 'this activity was taken back', { ...tombstone });
  throw new ProblemException(
    404,
    'activity_not_found',
    `${state.id} has no activity "${id}", or it is too old to be found`,
  );
}
