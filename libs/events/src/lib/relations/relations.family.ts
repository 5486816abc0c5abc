import { defineFamily } from '../define-family';

/** Whom a relation is with. */
export interface Relation {
  readonly user: string;
}

export type RelationEvents = {
  'relations.followed': Relation;
  'relations.unfollowed': Relation;
  'relations.muted': Relation;
  'relations.unmuted': Relation;
  'relations.blocked': Relation;
  'relations.unblocked': Relation;
};

export interface RelationsState {
  /** The user whose relations these are. */
  readonly id: string;
  /** Whom the user follows, in the order of following. */
  readonly following: readonly string[];
  readonly muted: readonly string[];
  readonly blocked: readonly string[];
}

type RelationKind = Exclude<keyof RelationsState, 'id'>;

const add = (state: RelationsState, kind: RelationKind, user: string): RelationsState =>
  state[kind].includes(user) ? state : { ...state, [kind]: [...state[kind], user] };

const remove = (state: RelationsState, kind: RelationKind, user: string): RelationsState =>
  state[kind].includes(user) ? { ...state, [kind]: state[kind].filter((other) => other !== user) } : state;

/** Whom a user follows, mutes and blocks: one topic a user. */
export const relations = defineFamily<'relations', RelationEvents, RelationsState, 'user'>({
  name: 'relations',
  idName: 'user',
  events: {
    'relations.followed': { description: 'The user follows somebody.' },
    'relations.unfollowed': { description: 'The user follows somebody no longer.' },
    'relations.muted': { description: 'The user wants to see nothing of somebody.' },
    'relations.unmuted': { description: 'The user wants to see somebody again.' },
    'relations.blocked': { description: 'The user and somebody are to see nothing of each other.' },
    'relations.unblocked': { description: 'The user and somebody may see each other again.' },
  },
  // Who follows whom is found from all of them.
  retention: {},
  access: { existence: 'open', wholeFamily: false },
  initialState: (id) => ({ id, following: [], muted: [], blocked: [] }),
  evolve: (state, event) => {
    switch (event.type) {
      case 'relations.followed':
        return add(state, 'following', event.data.user);
      case 'relations.unfollowed':
        return remove(state, 'following', event.data.user);
      case 'relations.muted':
        return add(state, 'muted', event.data.user);
      case 'relations.unmuted':
        return remove(state, 'muted', event.data.user);
      case 'relations.blocked':
        return remove(add(state, 'blocked', event.data.user), 'following', event.data.user);
      case 'relations.unblocked':
        return remove(state, 'blocked', event.data.user);
      default:
        return state;
    }
  },
});
