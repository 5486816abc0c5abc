import { within } from '../support/within';

/** What a client shows, and how to listen to it. */
interface Shown {
  readonly subscribe: (listener: () => void) => () => void;
}

/** Waits until something that a client shows is so. */
export async function seen(shown: Shown, isSo: () => boolean): Promise<void> {
  let stop = (): void => {};
  const happened = new Promise<void>((resolve) => {
    const look = () => isSo() && resolve();
    stop = shown.subscribe(look);
    look();
  });
  await within(() => `${isSo.toString()}; ${JSON.stringify(shown)}`, happened).finally(() => stop());
}
