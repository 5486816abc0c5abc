import type { Topic } from '@tickertape/wire';
import { SqliteTapeStore } from '../sqlite-tape-store';
import { batch, type ChildArguments, type ChildLine, TOPICS } from './batches';

/** Appends batch after batch until it is killed, and says on stdout what has been acknowledged. */
async function appendForever({ path, from, synchronous }: ChildArguments): Promise<void> {
  // A pipe is written synchronously on POSIX: what was said before the kill has been said.
  const say = (line: ChildLine) => process.stdout.write(`${JSON.stringify(line)}\n`);
  say({ kind: 'opening' });
  const store = await SqliteTapeStore.open({ path, synchronous });
  say({ kind: 'open', epoch: store.epoch, lastSeq: await store.lastSeq() });
  let n = from;
  const lastOf = new Map<Topic, number>();
  const appendInTurn = async (): Promise<void> => {
    for (;;) {
      const number = n++;
      const { topic, events } = batch(number);
      const result = await store.append(topic, events);
      const versions = result.events.map(({ version }) => version);
      lastOf.set(topic, result.events.at(-1)?.seq ?? 0);
      say({ kind: 'appended', number, versions });
      // One topic is trimmed all the time: its newest events included, now and then.
      if (number % 40 === 0) await store.trim(TOPICS[0], lastOf.get(TOPICS[0]) ?? 0);
      if (number % 15 === 0) await store.saveSnapshot(topic, { seq: number, version: number, state: { number } });
    }
  };
  // Six at a time, so that groups of several appends are under way when the end comes.
  await Promise.all(Array.from({ length: 6 }, appendInTurn));
}

void appendForever(JSON.parse(process.argv[2] ?? '') as ChildArguments);
