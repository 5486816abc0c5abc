import type { NewsState } from '@tickertape/events';
import { startApi } from '../support/api.process';
import { get, type Resource } from '../support/http.request';
import { eventsOf } from '../support/stream.events';
import { openStream, readToHead } from '../support/stream.reader';

type News = Resource & NewsState;

const CHANNELS = ['front', 'sport', 'science'];

it('has a newsroom that says that it is simulated, in several channels, and repeats no story after a restart', async () => {
  await using api = await startApi({ env: { SIMULATE: 'on' } });
  const storiesOf = async (channel: string) => (await get<News>(`${api.url}/v1/news/${channel}`)).body.stories;
  for (const channel of CHANNELS) {
    const stories = await storiesOf(channel);
    expect(stories.length).toBeGreaterThan(0);
    expect(stories.every(({ simulated }) => simulated)).toBe(true);
  }
  for (let restarts = 0; restarts < 3; restarts += 1) {
    await api.kill('SIGKILL');
    await api.restart();
  }
  for (const channel of CHANNELS) {
    const frames = await readToHead(`${api.url}/v1/news/${channel}/stream?lastEventId=start`);
    const published = eventsOf(frames).filter(({ type }) => type === 'news.published');
    const ids = published.map(({ data }) => (data as { storyId: string }).storyId);
    expect(published.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

it('reports on its own, for whoever listens to all channels', async () => {
  await using api = await startApi({ env: { SIMULATE: 'on' } });
  await using stream = await openStream(`${api.url}/v1/stream?topic=news/*`);
  await stream.frames.until('an event of the newsroom', (frames) => eventsOf(frames).length > 0);
  expect(await api.kill('SIGTERM')).toMatchObject({ code: 0 });
});
