import { defineFixtures } from '../family-fixtures';
import { feeds } from './feeds.family';

const activity = {
  id: '5f0c2a9be1d34c7f.ann',
  actor: 'ann',
  verb: 'add',
  object: { type: 'photo', id: 'sunset', attributedTo: 'ann' },
  text: 'Look at this!',
  published: '2026-11-22T09:00:00.000Z',
};

export const feedFixtures = defineFixtures(feeds, {
  samples: {
    'feeds.activity_added': activity,
    'feeds.activity_changed': { ...activity, text: 'Look at this sunset!', updated: '2026-11-22T09:01:00.000Z' },
    'feeds.activity_removed': { id: activity.id, actor: activity.actor },
  },
  histories: [
    ['feeds.activity_added', 'feeds.activity_changed', 'feeds.activity_removed'],
    ['feeds.activity_changed', 'feeds.activity_removed', 'feeds.activity_added', 'feeds.activity_added'],
  ],
});
