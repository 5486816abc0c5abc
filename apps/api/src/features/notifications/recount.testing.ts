import type { NotificationCounts } from '@tickertape/events';
import type { TapeEvent } from '@tickertape/tape';

interface Told {
  readonly group: string;
  readonly version: number;
  seen: boolean;
  read: boolean;
}

/** What notifications come to when each activity is kept for itself: another way to count than that of the family. */
export class Recount {
  private readonly told = new Map<string, Told>();

  take({ type, data, version }: Pick<TapeEvent, 'type' | 'data' | 'version'>): void {
    const {
      group = '',
      activityId = '',
      upTo = 0,
      ids = [],
    } = data as Partial<Record<'group' | 'activityId', string>> & {
      upTo?: number;
      ids?: string[];
    };
    if (type === 'notifications.added') this.told.set(activityId, { group, version, seen: false, read: false });
    else if (type === 'notifications.retracted') this.told.delete(activityId);
    else
      for (const activity of this.told.values()) {
        if (activity.version > upTo && !ids.includes(activity.group)) continue;
        activity.seen = true;
        if (type === 'notifications.read') activity.read = true;
      }
  }

  get counts(): NotificationCounts {
    return { unseen: this.groupsOf(({ seen }) => !seen), unread: this.groupsOf(({ read }) => !read) };
  }

  private groupsOf(counts: (activity: Told) => boolean): number {
    return new Set([...this.told.values()].filter(counts).map(({ group }) => group)).size;
  }
}
