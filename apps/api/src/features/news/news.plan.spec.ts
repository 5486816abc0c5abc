import { news, type EventOf, type NewsEvents, type NewsState } from '@tickertape/events';
import { checkEventData, newsDtos } from '@tickertape/events/dto';
import fc from 'fast-check';
import { INVENTED } from './news.headlines';
import { planNews, type NewsPlan } from './news.plan';

const TURNS = 300;

interface Channel {
  readonly state: NewsState;
  readonly version: number;
}

const append = ({ state, version }: Channel, plan: NewsPlan): Channel => {
  const event = { ...plan, version: version + 1, time: new Date(version * 1_000).toISOString() } as EventOf<NewsEvents>;
  return { state: news.evolve(state, event), version: version + 1 };
};

/** What the newsroom does in a channel in so many turns. */
function report(channel: string, seed: string): readonly NewsPlan[] {
  const plans: NewsPlan[] = [];
  let now: Channel = { state: news.initialState(channel), version: 0 };
  while (plans.length < TURNS) {
    const plan = planNews(now.state, now.version, seed);
    plans.push(plan);
    now = append(now, plan);
  }
  return plans;
}

describe.each(Object.keys(INVENTED))('the channel %s', (channel) => {
  const plans = report(channel, 'a seed');
  const of = (type: NewsPlan['type']): readonly NewsPlan[] => plans.filter((plan) => plan.type === type);

  it('publishes, corrects, and now and then retracts', () => {
    expect(of('news.published').length).toBeGreaterThan(of('news.corrected').length);
    expect(of('news.corrected').length).toBeGreaterThan(of('news.retracted').length);
    expect(of('news.retracted').length).toBeGreaterThan(0);
  });

  it('says nothing that the newsroom could not append, and says that it is simulated', () => {
    for (const { type, data } of plans) expect(checkEventData(newsDtos, type, data)).toEqual([]);
    for (const { data } of of('news.published')) expect(data).toMatchObject({ simulated: true });
  });

  it('gives no two stories one id, and changes only what it has published', () => {
    const published = of('news.published').map(({ data }) => data.storyId);
    expect(new Set(published).size).toBe(published.length);
    for (const { data } of plans) expect(published).toContain(data.storyId);
  });

  it('has for every story another headline when it is corrected', () => {
    const stories = INVENTED[channel] ?? [];
    expect(new Set(stories.flatMap(({ headline, corrected }) => [headline, corrected])).size).toBe(2 * stories.length);
  });
});

it('plans the same from the same seed, and otherwise from another', () => {
  expect(report('front', 'a')).toEqual(report('front', 'a'));
  expect(report('front', 'a')).not.toEqual(report('front', 'b'));
});

it('leaves alone what people have published', () => {
  fc.assert(
    fc.property(fc.nat(), fc.string(), (version, seed) => {
      const data = { storyId: 'by-hand', headline: 'Reader publishes own headline' };
      const { state } = append({ state: news.initialState('front'), version }, { type: 'news.published', data });
      expect(planNews(state, version + 1, seed).type).toBe('news.published');
    }),
  );
});
