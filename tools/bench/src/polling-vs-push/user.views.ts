/** What each user knows of their order, by its versions, and how long each update took to become known. */
export class UserViews {
  /** When each update was due, by user and version; `undefined` for what was not counted. */
  private readonly due: (number | undefined)[][];
  private readonly known: number[];
  private readonly staleMs: number[] = [];
  private pending = 0;
  private counting = false;

  /** @param version of every order at the beginning. */
  constructor(users: number, version: number) {
    this.due = Array.from({ length: users }, () => Array<undefined>(version + 1).fill(undefined));
    this.known = Array<number>(users).fill(version);
  }

  /** How long each counted update took that is known by now, in milliseconds. */
  get stalenessMs(): readonly number[] {
    return this.staleMs;
  }

  /** Counted updates that their users do not know yet. */
  get unknown(): number {
    return this.pending;
  }

  /** Only updates that are due from now on count. */
  begin(): void {
    this.counting = true;
  }

  /** Later updates do not count. */
  end(): void {
    this.counting = false;
  }

  /** The order of a user gets its next version. Returns which. */
  update(user: number, dueMs: number): number {
    const versions = this.due[user] ?? [];
    if (this.counting) this.pending += 1;
    return versions.push(this.counting ? dueMs : undefined) - 1;
  }

  /** The user has seen this version, and so all before it. Seeing it again changes nothing. */
  see(user: number, version: number, atMs: number): void {
    for (let next = (this.known[user] ?? 0) + 1; next <= version; next += 1) {
      this.known[user] = next;
      const dueMs = this.due[user]?.[next];
      if (dueMs === undefined) continue;
      this.pending -= 1;
      this.staleMs.push(atMs - dueMs);
    }
  }
}
