import type { ClientError } from '../client-error';

/**
 * What an answer that is no stream means. `topics`: some of its topics are not for this client, all others are. `later`:
 * the server, or something before it, has a bad moment. `final`: it will not be otherwise the next time.
 */
export type Refusal = 'topics' | 'later' | 'final';

/** Statuses of a bad moment beside all of 5xx: timeout, too early, too many requests. */
const LATER = [408, 425, 429];
/** Statuses of topics that do not exist, are not for this client, or cannot be had in this way. */
const TOPICS = [400, 403, 404];

export function classifyRefusal({ status = 0, problem }: ClientError): Refusal {
  if (status >= 500 || LATER.includes(status)) return 'later';
  if (!TOPICS.includes(status)) return 'final';
  // Without a problem document it is not this server that speaks, but a proxy without it or a login page before it.
  return problem ? 'topics' : 'later';
}

/** A topic that was refused, and why. */
export type RefusedTopic = readonly [topic: string, error: ClientError];

/**
 * Finds the topics on whose account a stream was refused, when the refusal does not say it, by asking for ever smaller
 * halves, side by side. `ask` resolves with the refusal of a stream of some topics, or with `undefined`.
 */
export async function findRefused(
  topics: readonly string[],
  error: ClientError,
  ask: (topics: readonly string[]) => Promise<ClientError | undefined>,
): Promise<RefusedTopic[]> {
  const [first] = topics;
  if (first === undefined) return [];
  if (topics.length === 1) return [[first, error]];
  const middle = topics.length / 2;
  const halves = [topics.slice(0, middle), topics.slice(middle)].map(async (half) => {
    const refused = await ask(half);
    return refused ? findRefused(half, refused, ask) : [];
  });
  return (await Promise.all(halves)).flat();
}
