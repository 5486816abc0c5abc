import { defineFixtures } from '../family-fixtures';
import { relations } from './relations.family';

const ben = { user: 'ben' };

export const relationFixtures = defineFixtures(relations, {
  samples: {
    'relations.followed': ben,
    'relations.unfollowed': ben,
    'relations.muted': ben,
    'relations.unmuted': ben,
    'relations.blocked': ben,
    'relations.unblocked': ben,
  },
  histories: [
    ['relations.followed', 'relations.muted', 'relations.unmuted', 'relations.unfollowed'],
    ['relations.followed', 'relations.blocked', 'relations.unblocked', 'relations.followed', 'relations.followed'],
  ],
});
