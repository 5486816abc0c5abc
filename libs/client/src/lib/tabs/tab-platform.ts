/** As much of `BroadcastChannel` as tabs use. */
export interface TabChannel {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

/** As much of `navigator.locks` as tabs use. */
export interface TabLocks {
  /** Holds the lock from when it is granted until what `held` gives settles. Rejects when it is not to be had. */
  request(name: string, options: { readonly signal: AbortSignal }, held: () => Promise<void>): Promise<void>;
  query(): Promise<{ readonly held?: readonly { readonly name?: string }[] }>;
}

/** What a browser gives the tabs of an origin to find each other. */
export interface TabPlatform {
  readonly locks: TabLocks;
  openChannel(name: string): TabChannel;
}

interface TabGlobals {
  readonly document?: object;
  readonly navigator?: { readonly locks?: TabLocks };
  readonly BroadcastChannel?: new (name: string) => TabChannel;
}

/** The platform of this page; `undefined` where something of it is missing, as in Node and in pages without TLS. */
export function findTabPlatform(): TabPlatform | undefined {
  // By way of `unknown`: what the globals are depends on whose types an app has, of a page or of Node.
  const { document, navigator, BroadcastChannel } = globalThis as unknown as TabGlobals;
  const locks = navigator?.locks;
  if (!document || !locks || !BroadcastChannel) return undefined;
  return { locks, openChannel: (name) => new BroadcastChannel(name) };
}
