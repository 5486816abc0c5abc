import type { Line, LineListener } from '../streams/line';
import { findTabPlatform } from './tab-platform';
import type { TabsLineOptions } from './tabs-line';

/** Makes the line of a tab that has one stream together with others. */
export type JoinTabs = (options: Omit<TabsLineOptions, 'platform'>, listener: LineListener) => Line;

/**
 * Loads what only pages that share a stream need. `undefined` where there are no tabs, as in Node; resolves with `undefined`
 * when it is not to be had, as after a deployment that has taken it away: the tab then has a stream of its own.
 */
export function loadTabs(): Promise<JoinTabs | undefined> | undefined {
  const platform = findTabPlatform();
  if (!platform) return undefined;
  return import('./tabs-line').then(
    ({ TabsLine }) =>
      (options, listener) =>
        new TabsLine({ ...options, platform }, listener),
    () => undefined,
  );
}
