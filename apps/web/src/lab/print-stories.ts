import type { Client, NewEvent } from '@tickertape/client';

/** A news channel that belongs to the lab: what is printed in it is on no ticker. */
export const LAB_TOPIC = 'news/lab';

/** Less than the largest body that a server takes when it is not told otherwise. */
const REQUEST_BYTES = 48_000;

export interface Print {
  readonly stories: number;
  /** Of each, about. */
  readonly bytes: number;
}

/** Prints stories in the lab's channel, as many in one request as it takes. */
export async function printStories(client: Client, { stories, bytes }: Print): Promise<void> {
  const perRequest = Math.max(1, Math.floor(REQUEST_BYTES / bytes));
  const run = Date.now().toString(36);
  const events = Array.from({ length: stories }, (_, index): NewEvent => {
    const headline = `Lab prints story ${index + 1} of ${stories}`;
    return {
      type: 'news.published',
      data: { storyId: `${run}-${index + 1}`, headline, body: 'tick '.repeat(Math.ceil(bytes / 5)) },
    };
  });
  for (let from = 0; from < stories; from += perRequest) {
    await client.append(LAB_TOPIC, events.slice(from, from + perRequest));
  }
}
