import { startApi, type Api } from '../support/api.process';
import { get, post, type Problem, type Resource } from '../support/http.request';
import { eventsOf, expectNoGapAndNoRepeat, foldFrames, stateOf } from '../support/stream.events';
import { openStream, readToEnd, readToHead } from '../support/stream.reader';

interface Match extends Resource {
  readonly status: string;
  readonly kickOff: string;
  readonly score: { readonly home: number; readonly away: number };
  readonly simulated: boolean;
}

interface MatchList {
  readonly items: readonly Match[];
  readonly cursor: string;
}

const REPLAYED = { SIMULATE: 'on', MATCH_SPEED: '3600' };
const OPENING = 'world-cup-2026-1-001';

const scheduled = (match: number): object => ({
  type: 'matches.scheduled',
  data: { home: 'Reds', away: 'Blues', kickOff: `2030-01-01T1${match}:00:00Z` },
});

async function appendTo(api: Api, id: string, events: unknown) {
  return post<Problem>(`${api.url}/v1/topics/matches/${id}/events`, events);
}

describe('a match that is replayed', () => {
  it('is streamed from its kick-off to its end, and to the real score', async () => {
    await using api = await startApi({ env: REPLAYED });
    const resourceUrl = `${api.url}/v1/matches/${OPENING}`;
    await announced(api);
    const frames = await readToEnd(`${resourceUrl}/stream?lastEventId=start`);
    expect(frames.at(-1)?.event).toBe('tape.closed');
    const events = eventsOf(frames);
    expectNoGapAndNoRepeat(events);
    expect(events.slice(0, 2).map(({ type }) => type)).toEqual(['matches.scheduled', 'matches.kicked_off']);
    expect(events.at(-1)?.type).toBe('matches.ended');
    const { body } = await get<Match>(resourceUrl);
    expect(body).toMatchObject({ home: 'Mexico', away: 'South Africa', score: { home: 2, away: 0 }, simulated: true });
    expect(foldFrames(frames).get(body.topic)?.state).toEqual(stateOf(body));
    // Whoever comes back after the end is told that nothing follows.
    await using again = await openStream(`${resourceUrl}/stream`, { lastEventId: body.cursor });
    expect(again.response.status).toBe(204);
  });

  it('goes on where it was after the server was killed, with no event lost and none twice', async () => {
    await using api = await startApi({ env: REPLAYED });
    const resourceUrl = `${api.url}/v1/matches/${OPENING}`;
    await announced(api);
    await using before = await openStream(`${resourceUrl}/stream?lastEventId=start`);
    await before.event('matches.goal_scored');
    await api.kill('SIGKILL');
    await before.end();

    await api.restart();
    await using after = await openStream(`${resourceUrl}/stream`, { lastEventId: before.lastEventId });
    expect(await after.end()).toBe('ended');
    const frames = [...before.frames.items, ...after.frames.items];
    expectNoGapAndNoRepeat(eventsOf(frames));
    const { body } = await get<Match>(resourceUrl);
    expect(body).toMatchObject({ status: 'ended', score: { home: 2, away: 0 } });
    expect(foldFrames(frames).get(body.topic)?.state).toEqual(stateOf(body));
  });

  it('is in the list with all others by kick-off, and a stream of all matches continues the list', async () => {
    await using api = await startApi({ env: REPLAYED });
    await announced(api);
    await using early = await openStream(`${api.url}/v1/matches/${OPENING}/stream`);
    await early.event('matches.goal_scored');
    const { body: list } = await get<MatchList>(`${api.url}/v1/matches`);
    expect(list.items).toHaveLength(104);
    const kickOffs = list.items.map(({ kickOff }) => Date.parse(kickOff));
    expect(kickOffs).toEqual(kickOffs.toSorted((a, b) => a - b));

    await using stream = await openStream(`${api.url}/v1/stream?topic=matches/*`, { lastEventId: list.cursor });
    await stream.event('matches.ended');
    const events = eventsOf(stream.frames.items);
    expect(stream.frames.items.map(({ event }) => event)).not.toContain('tape.snapshot');
    expectNoGapAndNoRepeat(events, new Map(list.items.map(({ topic, version }) => [topic, version])));

    const { body: ended } = await get<MatchList>(`${api.url}/v1/matches?status=ended`);
    expect(ended.items.map(({ id }) => id)).toContain(OPENING);
    expect(new Set(ended.items.map(({ status }) => status))).toEqual(new Set(['ended']));
  });
});

describe('a match that a client tells', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api[Symbol.asyncDispose]());

  it('takes a goal back by a correction', async () => {
    const goal = { goalId: 'a', team: 'home', player: 'Ada', minute: 3 };
    await appendTo(api, 'corrected', [
      scheduled(1),
      { type: 'matches.kicked_off', data: {} },
      { type: 'matches.goal_scored', data: goal },
      { type: 'matches.goal_annulled', data: { goalId: 'a', reason: 'offside' } },
    ]);
    const { body } = await get<Match>(`${api.url}/v1/matches/corrected`);
    expect(body).toMatchObject({
      version: 4,
      score: { home: 0, away: 0 },
      goals: [{ ...goal, annulled: true, annulledFor: 'offside' }],
    });
    const frames = await readToHead(`${api.url}/v1/matches/corrected/stream?lastEventId=start`);
    expect(foldFrames(frames).get(body.topic)?.state).toEqual(stateOf(body));
  });

  it('takes nothing after its end', async () => {
    await appendTo(api, 'fog', [scheduled(2), { type: 'matches.abandoned', data: { reason: 'fog' } }]);
    const late = await appendTo(api, 'fog', { type: 'matches.kicked_off', data: {} });
    expect(late).toMatchObject({ status: 409, body: { code: 'closed' } });
  });

  it.each([
    [
      'a card that there is not',
      'matches.card_shown',
      { team: 'home', player: 'Ada', card: 'blue', minute: 3 },
      'card',
    ],
    ['a goal of neither side', 'matches.goal_scored', { goalId: 'a', team: 'us', player: 'Ada', minute: 3 }, 'team'],
    [
      'a kick-off on a day that there is not',
      'matches.scheduled',
      { home: 'A', away: 'B', kickOff: '2030-02-30T10:00:00Z' },
      'kickOff',
    ],
    ['a speed of nothing', 'matches.kicked_off', { speed: 0 }, 'speed'],
  ])('refuses %s', async (_, type, data, field) => {
    const answer = await appendTo(api, 'refused', { type, data });
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_event' } });
    expect(answer.body.errors?.map(({ path }) => path)).toContain(`data.${field}`);
  });

  it.each(['won', '', 'ended&status=ended'])(
    'refuses the list of status=%s, and says which there are',
    async (status) => {
      const answer = await get<Problem>(`${api.url}/v1/matches?status=${status}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'bad_parameter', errors: [{ path: 'status' }] } });
      expect(answer.body.detail).toContain('half_time');
    },
  );

  it('answers 404 where there is no match, for the stream too', async () => {
    for (const path of ['nobody-plays', 'nobody-plays/stream', 'no%20id', '*']) {
      const answer = await get<Problem>(`${api.url}/v1/matches/${path}`);
      expect(answer).toMatchObject({ status: 404, body: { code: 'topic_not_found' } });
    }
  });
});

/** Waits until the replay has announced its matches: the last of them comes with the others or after them. */
async function announced(api: Api): Promise<void> {
  await using all = await openStream(`${api.url}/v1/stream?topic=matches/*&lastEventId=start`);
  await all.frames.until('104 matches', (frames) => {
    return eventsOf(frames).filter(({ type }) => type === 'matches.scheduled').length === 104;
  });
}
