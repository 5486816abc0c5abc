import { createEventSource } from 'eventsource-client';
import type { ReceivedFrame } from '@tickertape/wire';
import { startApi } from '../support/api.process';
import { newChannel, placeOrder, publish, stepThrough } from '../support/histories';
import { get } from '../support/http.request';
import { Recording } from '../support/recording';
import { eventsOf, expectNoGapAndNoRepeat, foldFrames, stateOf } from '../support/stream.events';

/** The `eventsource-client` of npm, every frame and every break recorded. It reconnects by itself. */
class Client implements Disposable {
  readonly frames = new Recording<ReceivedFrame>();
  readonly connections = new Recording<'connected'>();
  private readonly source;

  constructor(url: string) {
    this.source = createEventSource({
      url,
      onMessage: ({ id = '', event = '', data }) => this.frames.push({ id, event, data }),
      onConnect: () => this.connections.push('connected'),
    });
  }

  get state(): string {
    return this.source.readyState;
  }

  [Symbol.dispose](): void {
    this.source.close();
  }
}

it('eventsource-client gets every event exactly once over kills and restarts of the server', async () => {
  await using api = await startApi({ env: { RETRY_MS: '50' } });
  const channel = newChannel(api);
  using client = new Client(`${channel.streamUrl}?lastEventId=start`);
  await client.frames.find('tape.caught-up', ({ event }) => event === 'tape.caught-up');
  let story = 0;
  for (const signal of ['SIGKILL', 'SIGTERM', 'SIGKILL'] as const) {
    for (let i = 0; i < 5; i += 1) await publish(api, channel, (story += 1));
    await api.kill(signal);
    const { length } = client.connections.items;
    await api.restart();
    for (let i = 0; i < 5; i += 1) await publish(api, channel, (story += 1));
    await client.connections.until('it is back', (all) => all.length > length);
  }
  await client.frames.until('all of it', (frames) => eventsOf([...frames]).at(-1)?.version === story);
  expectNoGapAndNoRepeat(eventsOf(client.frames.items));
  expect(foldFrames(client.frames.items).get(channel.topic)?.state).toEqual(
    stateOf((await get(channel.resourceUrl)).body),
  );
});

it('eventsource-client stops for good when the topic is finished', async () => {
  await using api = await startApi({ env: { RETRY_MS: '50' } });
  const placed = await placeOrder(api);
  using client = new Client(placed.streamUrl);
  await client.frames.find('tape.caught-up', ({ event }) => event === 'tape.caught-up');
  await stepThrough(placed);
  // Its second connection is answered 204.
  await client.connections.until('it has asked again', ({ length }) => length === 2);
  expect(client.state).toBe('closed');
  expect(client.frames.items.at(-1)?.event).toBe('tape.closed');
  expect(foldFrames(client.frames.items).get(placed.topic)?.state).toEqual(
    stateOf((await get(placed.resourceUrl)).body),
  );
});
