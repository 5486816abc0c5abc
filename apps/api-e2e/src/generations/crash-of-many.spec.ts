import { startApi } from '../support/api.process';
import { startGeneration } from '../support/histories';
import { get, type Resource } from '../support/http.request';
import { eventsOf, expectNoGapAndNoRepeat } from '../support/stream.events';
import { openStream, type StreamReader } from '../support/stream.reader';

const RUNS = 200;
const TERMINAL = /^generations\.(completed|failed|cancelled|interrupted)$/;

type Generation = Resource & { readonly status: string; readonly text: string };

const textOf = (stream: StreamReader): string =>
  eventsOf(stream.frames.items)
    .filter(({ type }) => type === 'generations.delta')
    .map(({ data }) => (data as { text: string }).text)
    .join('');

it(`a kill in the middle of ${RUNS} generations gives each of them one end, and every reader all of its text`, async () => {
  await using api = await startApi();
  const answers = await Promise.all(
    Array.from({ length: RUNS }, (_, seed) => startGeneration(api, { model: 'sim-standard', seed })),
  );
  const urls = answers.map(({ body }) => `${api.url}${body.links['stream']}`);
  const before = await Promise.all(urls.map((url) => openStream(`${url}?lastEventId=start`)));
  await Promise.all(
    before.map(({ frames }) => frames.until('three deltas', (seen) => eventsOf(seen.slice(0, 8)).length > 3)),
  );
  await api.kill('SIGKILL');
  await Promise.all(before.map((stream) => stream.end()));

  await api.restart();
  const after = await Promise.all(urls.map((url, i) => openStream(url, { lastEventId: before[i]?.lastEventId ?? '' })));
  for (const [i, { body }] of answers.entries()) {
    const [cut, resumed] = [before[i] as StreamReader, after[i] as StreamReader];
    expect(await resumed.end()).toBe('ended');
    const events = eventsOf([...cut.frames.items, ...resumed.frames.items]);
    expectNoGapAndNoRepeat(events);
    expect(events.filter(({ type }) => TERMINAL.test(type))).toHaveLength(1);
    expect(events.at(-1)?.type).toMatch(TERMINAL);
    const { body: resource } = await get<Generation>(`${api.url}${body.links['self']}`);
    expect(textOf(cut) + textOf(resumed)).toBe(resource.text);
  }
});
