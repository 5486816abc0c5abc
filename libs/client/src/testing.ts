export { BEHAVIOURS } from './testing/behaviours';
export { equal, holds, rejection } from './testing/check';
export { Trial, tryBehaviour } from './testing/trial';
export type { Behaviour } from './testing/trial';
