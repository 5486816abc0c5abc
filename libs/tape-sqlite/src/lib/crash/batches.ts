import type { NewEvent } from '@tickertape/tape';
import type { Seq, Topic } from '@tickertape/wire';

export const TOPICS = ['feeds/trimmed', 'orders/1', 'orders/2', 'generations/long', 'quotes/ACME'] as const;

export interface ChildArguments {
  readonly path: string;
  /** The number of the first batch. */
  readonly from: number;
  readonly synchronous: 'NORMAL' | 'FULL';
}

/** What the child says, one line of JSON each. */
export type ChildLine =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly epoch: string; readonly lastSeq: Seq }
  | { readonly kind: 'appended'; readonly number: number; readonly versions: readonly number[] };

export interface BatchData {
  readonly number: number;
  readonly index: number;
  readonly size: number;
  readonly text: string;
}

/** The batch with a number: always the same, so that a child may append it again after another was killed. */
export function batch(number: number): { readonly topic: Topic; readonly events: readonly NewEvent[] } {
  const size = 1 + (number % 7);
  const events = Array.from({ length: size }, (_, index) => {
    // Now and then longer than a page of the file.
    const data: BatchData = { number, index, size, text: 'x'.repeat(number % 23 === 0 ? 9000 : 150) };
    return { type: 'notes.written', data, id: `${number}.${index}` };
  });
  return { topic: TOPICS[number % TOPICS.length] ?? TOPICS[0], events };
}
