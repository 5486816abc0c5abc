import { defineFixtures } from '../family-fixtures';
import { notifications } from './notifications.family';

const group = 'like:photo:sunset';
const activityId = '5f0c2a9be1d34c7f.ann';

export const notificationFixtures = defineFixtures(notifications, {
  samples: {
    'notifications.added': {
      group,
      activityId,
      actor: 'ann',
      verb: 'like',
      subject: { type: 'photo', id: 'sunset', name: 'Sunset' },
      unseen: 1,
      unread: 1,
    },
    'notifications.retracted': { group, activityId, actor: 'ann', unseen: 0, unread: 0 },
    'notifications.seen': { upTo: 1, unseen: 0, unread: 1 },
    'notifications.read': { ids: [group], unseen: 0, unread: 0 },
  },
  histories: [
    ['notifications.added', 'notifications.seen', 'notifications.read', 'notifications.retracted'],
    ['notifications.added', 'notifications.read', 'notifications.added'],
  ],
});
