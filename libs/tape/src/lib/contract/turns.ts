/** The next turn of the event loop. */
export const turn = (): Promise<void> => new Promise<void>((resolve) => setImmediate(resolve));

/** More turns of the event loop than anything here takes. */
const TURNS_MAX = 20_000;

/** Waits for the thing itself. */
export async function until(condition: () => boolean): Promise<void> {
  for (let turns = 0; !condition(); turns += 1) {
    if (turns > TURNS_MAX) throw new Error('the reader stands still');
    await turn();
  }
}
