import { startApi } from '../support/api.process';
import { like, mark, newUser, notificationsOf, notificationsUrl, remove } from '../support/social';
import { eventsOf, expectNoGapAndNoRepeat, foldFrames, stateOf } from '../support/stream.events';
import { openStream, readToHead } from '../support/stream.reader';

const ACTIVITIES = 60;
const KILLS = 3;

it('loses and repeats nothing when the server is killed while it tells', async () => {
  await using api = await startApi();
  const me = newUser();
  const topic = `notifications/${me}`;
  const acknowledged: string[] = [];
  for (let killed = 0; killed < KILLS; killed += 1) {
    for (let n = 0; n < ACTIVITIES; n += 1) acknowledged.push(await like(api, `actor-${n % 20}`, me, `photo-${n % 7}`));
    // At once: some are told, some are not, and what is told may not be noted.
    await api.kill('SIGKILL');
    await api.restart();
  }
  const removed = acknowledged.pop() ?? '';
  await using stream = await openStream(notificationsUrl(api, me, '/stream?lastEventId=start'));
  await stream.frames.until('all are told', (frames) => eventsOf(frames).length >= KILLS * ACTIVITIES);
  await remove(api, removed.slice(removed.indexOf('.') + 1), removed);
  await stream.event('notifications.retracted');
  await mark(api, me, 'read', { upTo: stream.lastEventId });
  await stream.event('notifications.read');

  const events = eventsOf(await readToHead(notificationsUrl(api, me, '/stream?lastEventId=start')));
  expectNoGapAndNoRepeat(events);
  const told = events.filter(({ type }) => type === 'notifications.added');
  const idsTold = told.map(({ data }) => (data as { activityId: string }).activityId);
  expect([...idsTold].sort()).toEqual([...acknowledged, removed].sort());

  const page = await notificationsOf(api, me);
  expect(page).toMatchObject({ unseen: 0, unread: 0 });
  expect(page.items).toHaveLength(7);
  expect(foldFrames(stream.frames.items).get(topic)?.state).toEqual(stateOf(page));
});
