import type { Connection } from '../live/connection';

/** Fired by a view, bubbling, when the connection of its stream changes. */
export class ConnectionChange extends Event {
  static readonly type = 'connectionchange';

  /** `topic` and `connection` are absent when the view follows no stream. */
  constructor(
    readonly topic?: string,
    readonly connection?: Connection,
  ) {
    super(ConnectionChange.type, { bubbles: true });
  }
}
