import { startApi, type Api } from '../support/api.process';
import { placeOrder, startGeneration } from '../support/histories';
import { get, type Problem } from '../support/http.request';
import { eventsOf, expectNoGapAndNoRepeat, foldFrames, stateOf } from '../support/stream.events';
import { openStream, readToEnd } from '../support/stream.reader';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

it('maxHz=4 brings at most four events a second, merged, to the state of the whole', async () => {
  const { body } = await startGeneration(api, { model: 'sim-standard', maxTokens: 150 });
  const streamUrl = `${api.url}${body.links['stream']}`;
  const openedAt = performance.now();
  await using stream = await openStream(`${streamUrl}?lastEventId=start&maxHz=4`);
  expect(await stream.end()).toBe('ended');
  const seconds = (performance.now() - openedAt) / 1_000;

  const events = eventsOf(stream.frames.items);
  const all = eventsOf(await readToEnd(`${streamUrl}?lastEventId=start`));
  // The first one is not held back.
  expect(events.length).toBeLessThanOrEqual(1 + 4 * seconds);
  expect(events.length).toBeLessThan(all.length);
  expectNoGapAndNoRepeat(events);
  expect(events.reduce((sum, { merged = 1 }) => sum + merged, 0)).toBe(all.length);
  const { body: resource } = await get(`${api.url}${body.links['self']}`);
  expect(foldFrames(stream.frames.items).get(body.topic)?.state).toEqual(stateOf(resource));
});

it('a throttled stream that is cut resumes exactly', async () => {
  const { body } = await startGeneration(api, { model: 'sim-fast', maxTokens: 150 });
  const streamUrl = `${api.url}${body.links['stream']}`;
  await using first = await openStream(`${streamUrl}?lastEventId=start&maxHz=10`);
  await first.frames.find('a merged event', ({ data }) => data.includes('"merged":'));
  await first[Symbol.asyncDispose]();
  const rest = await readToEnd(`${streamUrl}?maxHz=10`, { lastEventId: first.lastEventId });
  const frames = [...first.frames.items, ...rest];
  expectNoGapAndNoRepeat(eventsOf(frames));
  const { body: resource } = await get(`${api.url}${body.links['self']}`);
  expect(foldFrames(frames).get(body.topic)?.state).toEqual(stateOf(resource));
});

it('maxHz is refused where events cannot be merged', async () => {
  const { streamUrl } = await placeOrder(api);
  const answer = await get<Problem>(`${streamUrl}?maxHz=4`);
  expect(answer).toMatchObject({ status: 400, body: { code: 'throttle_unsupported' } });
});

it.each(['0', '-1', '0.0009', '1e-300', 'often', '', '1e9', 'NaN'])('maxHz=%s is refused', async (maxHz) => {
  const { body } = await startGeneration(api, { maxTokens: 1 });
  const answer = await get<Problem>(`${api.url}${body.links['stream']}?maxHz=${maxHz}`);
  expect(answer).toMatchObject({ status: 400, body: { code: 'bad_parameter', errors: [{ path: 'maxHz' }] } });
});
