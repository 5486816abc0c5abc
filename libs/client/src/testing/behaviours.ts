import { BAD_STREAMS } from './behaviours/bad-streams';
import { FAMILIES } from './behaviours/families';
import { LOOPS } from './behaviours/loops';
import { POLLING } from './behaviours/polling';
import { REFUSALS } from './behaviours/refusals';
import { REQUESTS } from './behaviours/requests';
import { RESUMING } from './behaviours/resuming';
import { TOPICS } from './behaviours/topics';
import type { Behaviour } from './trial';

/** What a client does, in Node and in browsers: one list for both. */
export const BEHAVIOURS: readonly Behaviour[] = [
  ...RESUMING,
  ...BAD_STREAMS,
  ...REFUSALS,
  ...TOPICS,
  ...LOOPS,
  ...FAMILIES,
  ...POLLING,
  ...REQUESTS,
];
