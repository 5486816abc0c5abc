import { ClientError } from '../client-error';
import { classifyRefusal, findRefused } from './refusal';

it.each([
  [404, { code: 'topic_not_found' }, 'topics'],
  [403, { code: 'wildcard_forbidden' }, 'topics'],
  [404, undefined, 'later'],
  [429, undefined, 'later'],
  [502, undefined, 'later'],
  [401, { code: 'unauthorized' }, 'final'],
  [410, undefined, 'final'],
])('takes a %i with the problem %j for: %s', (status, problem, refusal) => {
  expect(classifyRefusal(new ClientError('x', 'x', { status, problem }))).toBe(refusal);
});

it('finds refused topics by halves, side by side, with the reason of each', async () => {
  const topics = Array.from({ length: 100 }, (_, n) => `news/${n}`);
  let asked = 0;
  let open = 0;
  let mostOpen = 0;
  const refusal = async (some: readonly string[]) => {
    asked += 1;
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    await new Promise(setImmediate);
    open -= 1;
    const bad = some.find((topic) => topic === 'news/7' || topic === 'news/93');
    return bad === undefined ? undefined : new ClientError(bad, 'x');
  };
  const found = await findRefused(topics, new ClientError('news/7', 'x'), refusal);
  expect(found.map(([topic, { code }]) => [topic, code])).toEqual([
    ['news/7', 'news/7'],
    ['news/93', 'news/93'],
  ]);
  expect(asked).toBeLessThan(30);
  expect(mostOpen).toBeGreaterThan(2);
});
