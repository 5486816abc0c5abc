/** Lets jobs of one name go one after the other, in the order of asking; those of different names go side by side. */
export class Turns {
  private readonly last = new Map<string, Promise<void>>();

  async take<T>(name: string, job: () => Promise<T>): Promise<T> {
    const turn = (this.last.get(name) ?? Promise.resolve()).then(job);
    // Whoever comes next waits for the end of it, however it ends.
    const over = turn.then(
      () => undefined,
      () => undefined,
    );
    this.last.set(name, over);
    try {
      return await turn;
    } finally {
      if (this.last.get(name) === over) this.last.delete(name);
    }
  }
}
