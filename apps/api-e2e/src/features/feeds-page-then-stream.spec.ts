import { startApi } from '../support/api.process';
import { post } from '../support/http.request';
import { feedOf, feedUrl, newUser, relate, say, type Activity } from '../support/social';
import { eventsOf } from '../support/stream.events';
import { openStream } from '../support/stream.reader';

const WRITES = 3_000;
const PER_REQUEST = 50;
const PAGES = 10;

it('continues a page on the stream from its tail without a gap or a repeat, while very many writes land', async () => {
  await using api = await startApi();
  const [ann, ben] = [newUser(), newUser()];
  await relate(api, ben, 'followed', ann);
  await say(api, ann, '0');
  const eventsUrl = `${api.url}/v1/topics/activities/${ann}/events`;
  let written = 0;
  const writing = (async () => {
    while (written < WRITES) {
      const events = Array.from({ length: PER_REQUEST }, () => {
        written += 1;
        const id = `${written.toString(16).padStart(16, '0')}.${ann}`;
        const data = { id, verb: 'post', object: { type: 'note', id: `${written}` }, text: `${written}` };
        return { type: 'activities.published', data };
      });
      await post(eventsUrl, events);
    }
  })();

  // Pages are taken while it goes on, each with its own stream.
  const readings = [];
  for (let n = 1; n <= PAGES; n += 1) {
    const page = await feedOf(api, ben, '?limit=100');
    readings.push({ page, stream: await openStream(feedUrl(api, ben, `/stream?lastEventId=${page.tail}`)) });
  }
  await writing;
  await say(api, ann, 'the end');
  for (const { page, stream } of readings) {
    await stream.frames.find('the end', ({ data }) => data.includes('"the end"'));
    const live = eventsOf(stream.frames.items).map(({ data }) => (data as Activity).text);
    const newest = Number(page.items[0]?.text);
    const expected = Array.from({ length: WRITES - newest }, (_, i) => `${newest + 1 + i}`);
    expect(live).toEqual([...expected, 'the end']);
    const older = page.items.map(({ text }) => Number(text));
    expect(older).toEqual(Array.from({ length: older.length }, (_, i) => newest - i));
    await stream[Symbol.asyncDispose]();
  }
});
