import { startApi } from '../support/api.process';
import { eventually } from '../support/eventually';
import { post } from '../support/http.request';
import { feedOf, feedUrl, newUser, say, type Activity } from '../support/social';
import { eventsOf, expectNoGapAndNoRepeat } from '../support/stream.events';
import { readToHead } from '../support/stream.reader';

const FOLLOWERS = 2_000;
const AT_ONCE = 50;

it('brings everything to everybody once, though the server is killed in the middle of it', async () => {
  await using api = await startApi();
  const celebrity = newUser();
  const followers = Array.from({ length: FOLLOWERS }, () => newUser());
  const follow = { type: 'relations.followed', data: { user: celebrity } };
  for (let i = 0; i < FOLLOWERS; i += AT_ONCE) {
    const some = followers.slice(i, i + AT_ONCE);
    await Promise.all(some.map((user) => post(`${api.url}/v1/topics/relations/${user}/events`, follow)));
  }
  const texts = ['first', 'second', 'third'];
  for (const text of texts) {
    await say(api, celebrity, text);
    // The answer does not wait until two thousand have it.
    await api.kill('SIGKILL');
    await api.restart();
  }
  const last = followers.at(-1) ?? '';
  await eventually(
    () => 'the last follower has all',
    async () => (await feedOf(api, last)).items.length === texts.length,
  );
  for (const user of followers.filter((_, i) => i % 50 === 0 || i > FOLLOWERS - 5)) {
    const events = eventsOf(await readToHead(feedUrl(api, user, '/stream?lastEventId=start')));
    expectNoGapAndNoRepeat(events);
    expect(events.map(({ data }) => (data as Activity).text)).toEqual(texts);
  }
});
