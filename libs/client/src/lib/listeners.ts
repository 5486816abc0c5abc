/** Those who want to know of changes. */
export class Listeners {
  // A set of objects of its own: the same function may listen twice, and stop once.
  private readonly entries = new Set<{ readonly listener: () => void }>();

  /** Gives the way to stop. */
  add(listener: () => void): () => void {
    const entry = { listener };
    this.entries.add(entry);
    return () => void this.entries.delete(entry);
  }

  /** Calls all. One that throws disturbs neither the others nor the stream: its error goes where uncaught errors go. */
  call(): void {
    for (const { listener } of [...this.entries]) {
      try {
        listener();
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
