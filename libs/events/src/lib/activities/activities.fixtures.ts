import { defineFixtures } from '../family-fixtures';
import { activities } from './activities.family';

const id = '5f0c2a9be1d34c7f.ann';

export const activityFixtures = defineFixtures(activities, {
  samples: {
    'activities.published': {
      id,
      verb: 'add',
      object: { type: 'photo', id: 'sunset', name: 'Sunset', attributedTo: 'ann' },
      target: { type: 'album', id: 'summer' },
      text: 'Look at this!',
      foreignId: 'photos/sunset',
      to: ['ben'],
    },
    'activities.edited': { id, text: 'Look at this sunset!' },
    'activities.removed': { id },
  },
  histories: [
    ['activities.published', 'activities.edited', 'activities.removed'],
    ['activities.published', 'activities.published', 'activities.edited'],
  ],
});
