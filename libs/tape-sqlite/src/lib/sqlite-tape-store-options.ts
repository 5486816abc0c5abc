export interface SqliteTapeStoreOptions {
  /**
   * The file of the tape. It and its directory are made when missing. While it is open, `<path>-wal` stands beside it and
   * belongs to it: copy or move the file only when the store is closed.
   */
  readonly path: string;

  /**
   * What an append waits for. `NORMAL`: the operating system has the events; they outlive the process, however it ends,
   * but the last ones may be lost when the machine loses power, and then the tape gets a new epoch, so that no reader
   * goes on as if nothing had happened. `FULL`: the disk has the events; every commit waits for
   * it, and so does the event loop. Default: `NORMAL`.
   */
  readonly synchronous?: 'NORMAL' | 'FULL';

  /**
   * The largest size of the file. Appends that need more are refused with `store_failed` until a trim makes room. Set it
   * when others live on the same disk. Default: as large as the disk.
   */
  readonly maxBytes?: number;

  /**
   * Of how many topics the heads are kept in memory, about 500 bytes each. More is faster when more topics than this are
   * appended to or read at the same time. Default: 10,000.
   */
  readonly cachedTopics?: number;

  /**
   * Hears of what failed where nobody asked: a checkpoint, which copies the log into the file. Nothing is lost by it. It is
   * tried again later, unless the disk failed to keep what was copied: from then on appends are refused. Default:
   * `process.emitWarning`.
   */
  readonly onError?: (error: Error) => void;

  /** The clock, in milliseconds. For tests. Default: `Date.now`. */
  readonly now?: () => number;

  /** Names the present run of the machine: another name means that it was restarted. For tests. Default: `machineRun()`. */
  readonly machineRun?: string;
}
