/** How a request of a room is answered instead of well. What is left out is as a good server has it. */
export interface Answer {
  /** Default: 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, before anything else. */
  readonly text?: string;
  /** The lines of the text come one by one, so far from each other. Default: all at once. */
  readonly paceMs?: number;
  /** What comes then: the end, a cut, nothing at all, or what a good server sends. Default: the end. */
  readonly then?: 'end' | 'cut' | 'nothing' | 'serve';
}

/** What a test tells the server of its room. */
export type RoomCommand =
  | { readonly kind: 'append'; readonly topic: string; readonly events: readonly { type: string; data: object }[] }
  /** Puts events onto the tape that open streams never get. */
  | { readonly kind: 'lose'; readonly topic: string; readonly events: readonly { type: string; data: object }[] }
  /** The next streams are answered so, one after the other. */
  | { readonly kind: 'answer-streams'; readonly answers: readonly Answer[] }
  /** The next other requests. */
  | { readonly kind: 'answer-requests'; readonly answers: readonly Answer[] }
  /** Breaks off all streams; `quietly`: they are open, and nothing comes of them any more. */
  | { readonly kind: 'cut' | 'end' | 'quietly' }
  /** Sends something to all open streams. */
  | { readonly kind: 'send'; readonly text: string }
  /** Another tape in the place of the one that was. */
  | { readonly kind: 'wipe' }
  /** Topics that are not there: `named` in the problem, or not. It is answered after `lagMs`; default: at once. */
  | { readonly kind: 'forbid'; readonly topics: readonly string[]; readonly named: boolean; readonly lagMs?: number }
  | { readonly kind: 'set'; readonly heartbeatMs?: number; readonly retryMs?: number };

/** A request as the server has seen it. */
export interface SeenRequest {
  readonly method: string;
  /** Without the room and without the query. */
  readonly path: string;
  readonly topics: readonly string[];
  readonly snapshots: readonly string[];
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Since the room was opened, in milliseconds. */
  readonly atMs: number;
}

export interface RoomReport {
  readonly requests: readonly SeenRequest[];
  /** Streams that are open. */
  readonly open: number;
}
