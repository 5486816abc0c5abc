import type { Api } from '../support/api.process';
import { eventsUrl, type History, type Place } from '../support/histories';
import { post, type Answer, type Problem } from '../support/http.request';
import { eventsOf, expectNoGapAndNoRepeat } from '../support/stream.events';
import { readToHead } from '../support/stream.reader';

const BODY_CHARACTERS = 20_000;
/** Beyond it, what was to fail does not fail. */
const APPENDS_MAX = 1_000;

/** Publishes long stories to a channel, and keeps what the server has acknowledged. */
export class Acknowledged {
  private readonly stories: { readonly storyId: string; readonly place: Place }[] = [];
  private told = 0;

  constructor(private readonly channel: History) {}

  get count(): number {
    return this.stories.length;
  }

  async publish(api: Api): Promise<Answer<Place & Problem>> {
    const storyId = `s${(this.told += 1)}`;
    const data = { storyId, headline: 'Acknowledged?', body: 'x'.repeat(BODY_CHARACTERS) };
    const answer = await post<Place & Problem>(eventsUrl(api, this.channel), { type: 'news.published', data });
    if (answer.status === 201) this.stories.push({ storyId, place: answer.body });
    return answer;
  }

  /** Publishes until the server refuses, and returns the refusal. */
  async publishUntilRefused(api: Api): Promise<Answer<Problem>> {
    for (let n = 0; n < APPENDS_MAX; n += 1) {
      const answer = await this.publish(api);
      if (answer.status !== 201) return answer;
    }
    throw new Error(`${APPENDS_MAX} appends, and none was refused`);
  }

  /** Expects every one of them on the tape at its place, and nothing else. */
  async expectOnTape(): Promise<void> {
    const events = eventsOf(await readToHead(`${this.channel.streamUrl}?lastEventId=start`));
    expectNoGapAndNoRepeat(events);
    const found = events.map(({ id, version, data }) => ({
      storyId: (data as { storyId: string }).storyId,
      place: { cursor: id, version },
    }));
    expect(found).toEqual(this.stories);
  }
}
