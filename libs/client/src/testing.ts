export { BEHAVIOURS } from './testing/behaviours';
export { equal, holds, rejection } from './testing/check';
export { dispatchedBy, parsedFrom } from './testing/dispatched';
export type { Dispatched } from './testing/dispatched';
export { HOSTILE_STREAMS } from './testing/hostile-streams';
export { Trial, tryBehaviour } from './testing/trial';
export type { Behaviour } from './testing/trial';
