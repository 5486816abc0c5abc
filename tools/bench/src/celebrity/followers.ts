import { join } from 'node:path';
import { SqliteTapeStore } from '@tickertape/tape-sqlite';

export const CELEBRITY = 'celebrity';

const AT_ONCE = 2_000;

export const followerOf = (n: number): string => `follower-${n}`;

/** Writes the tape of a celebrity with so many followers to a directory, before the API opens it: by HTTP it would take minutes. */
export async function writeFollowers(directory: string, count: number): Promise<void> {
  const store = await SqliteTapeStore.open({ path: join(directory, 'tape.db') });
  const event = { type: 'relations.followed', data: { user: CELEBRITY } };
  for (let n = 0; n < count; n += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - n) }, (_, i) => followerOf(n + i));
    await Promise.all(some.map((user) => store.append(`relations/${user}`, [event])));
  }
  await store.close();
}
