/** Where a resource is found and what can be done with it: paths of the server. */
export interface Links {
  readonly self: string;
  readonly stream: string;
  readonly [relation: string]: string;
}

/** A folded topic: its state, its place on the tape, its links. */
export type TopicResource<State> = State & {
  readonly topic: string;
  /** A stream that starts after it continues this state without a gap or a repeat. */
  readonly cursor: string;
  readonly version: number;
  readonly links: Links;
};

/** Some of a list that goes from the newest to the oldest. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** What `before` is to be for the next page; absent on the last one. */
  readonly next?: string;
}

/** Every topic of a family that there is. A stream of the whole family after the cursor continues it. */
export interface TopicList<Resource> {
  readonly items: readonly Resource[];
  readonly cursor: string;
  readonly links: Links;
}

export interface PageOptions {
  /** 1 to 100; default 25. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly before?: string;
}
