import { ClientError, type Client, type EventsOptions, type TapeMessage } from '@tickertape/client';
import { EventTail } from './event-tail';

const event = (version: number): TapeMessage => ({
  type: 'orders.received',
  topic: 'orders/42',
  version,
  time: '2026-11-22T09:00:00.000Z',
  data: {},
  cursor: `k-${version}`,
});

/** Loops by hand: each yields what it is given, then does what it is told. */
function openClient(...loops: readonly (() => AsyncGenerator<TapeMessage>)[]) {
  const asked: (readonly [topics: readonly string[], after: string | undefined])[] = [];
  const signals: AbortSignal[] = [];
  const events = (topics: readonly string[], { after, signal }: EventsOptions = {}) => {
    asked.push([topics, after]);
    if (signal) signals.push(signal);
    return loops[asked.length - 1]?.() ?? stays();
  };
  const client: Pick<Client, 'events' | 'connection' | 'subscribe'> = {
    events,
    connection: { phase: 'live' },
    subscribe: () => () => {},
  };
  return { tail: new EventTail(client as Client), asked, signals };
}

async function* stays(...messages: readonly TapeMessage[]): AsyncGenerator<TapeMessage> {
  yield* messages;
  await new Promise(() => {});
}

async function* ends(...messages: readonly TapeMessage[]): AsyncGenerator<TapeMessage> {
  yield* messages;
}

async function* fails(error: Error): AsyncGenerator<TapeMessage> {
  yield* [];
  throw error;
}

/** Waits until it holds of a tail. */
const until = (tail: EventTail, holds: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (holds()) resolve();
    };
    tail.subscribe(look);
    look();
  });

describe('the tail of a type', () => {
  it('begins with what is kept of a topic, and in a whole family with what comes', () => {
    const { tail, asked } = openClient();
    tail.follow('orders.received', 'orders/42');
    tail.follow('news.published', 'news/*');
    expect(asked).toEqual([
      [['orders/42'], 'start'],
      [['news/*'], undefined],
    ]);
  });

  it('lets go of what it followed before, and forgets it', async () => {
    const { tail, signals } = openClient(() => stays(event(1)));
    tail.follow('orders.received', 'orders/42');
    await until(tail, () => tail.entries.ofType === 1);
    tail.follow('news.published', 'news/*');
    expect([signals[0]?.aborted, tail.entries.ofType]).toEqual([true, 0]);
    tail.close();
    expect([signals[1]?.aborted, tail.topic]).toEqual([true, '']);
  });

  it('is finished when its topic is, and keeps what has come', async () => {
    const { tail } = openClient(() => ends(event(1)));
    tail.follow('orders.received', 'orders/42');
    expect(tail.connection.phase).toBe('live');
    await until(tail, () => tail.connection.phase === 'finished');
    expect(tail.entries.ofType).toBe(1);
  });

  it('says why it has failed, and begins again when it is asked to', async () => {
    const missing = new ClientError('topic_not_found', 'There is none.');
    const { tail, asked } = openClient(
      () => fails(missing),
      () => stays(event(1)),
    );
    tail.follow('orders.received', 'orders/42');
    await until(tail, () => tail.connection.phase !== 'live');
    expect(tail.connection).toEqual({ phase: 'failed', error: missing });
    tail.retry();
    expect(tail.connection.phase).toBe('live');
    await until(tail, () => tail.entries.ofType === 1);
    tail.retry();
    expect(asked.length).toBe(2);
  });
});
