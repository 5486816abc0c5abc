import type { View } from '@tickertape/client';

/** As much of a live view as the lamp needs. */
export type Watched = Pick<View<unknown, unknown>, 'topic' | 'connection' | 'subscribe' | 'retry'>;

/** Fired by a view, bubbling, when the lamp is to show another stream. */
export class ConnectionChange extends Event {
  static readonly type = 'connectionchange';

  /** `watched` is absent when the view follows no stream. */
  constructor(readonly watched?: Watched) {
    super(ConnectionChange.type, { bubbles: true });
  }
}
