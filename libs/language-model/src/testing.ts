export { collectParts, type CollectedParts } from './lib/collect.parts';
export { VirtualClock } from './lib/virtual.clock';
