import { pageOf, readPageQuery, type Page, type PagePlace } from './page';

const items: PagePlace[] = [9, 8, 8, 7, 5].map((second, i) => ({
  published: `2026-11-22T09:00:0${second}.000Z`,
  actor: 'ann',
  id: String(i),
}));
const idsOf = ({ items }: Page<PagePlace>) => items.map(({ id }) => id).join('');
const ask = (before?: string, limit = '2') => readPageQuery({ limit, before }, 100, 25);

it('goes through a list page by page, each item once', () => {
  const first = pageOf(items, ask());
  const second = pageOf(items, ask(first.next));
  const third = pageOf(items, ask(second.next));
  expect([first, second, third].map(idsOf)).toEqual(['01', '23', '4']);
  expect(third.next).toBeUndefined();
  expect(pageOf(items, ask(undefined, '5')).next).toBeUndefined();
});

it('comes to an end, and passes over nothing of others, where several items have one id', () => {
  const [first, second, third] = items as [PagePlace, PagePlace, PagePlace];
  const twice = { ...third, published: first.published };
  const foreign = { ...second, actor: 'ben' };
  const all = [twice, twice, first, second, foreign, third];
  const seen: PagePlace[] = [];
  let next: string | undefined;
  do {
    const page = pageOf(all, ask(next, '1'));
    seen.push(...page.items);
    next = page.next;
  } while (next !== undefined && seen.length <= all.length);
  expect(seen).toEqual([twice, first, second, foreign, third]);
});

it('goes on from the place of an item that has gone', () => {
  const { next } = pageOf(items, ask());
  expect(idsOf(pageOf(items.toSpliced(1, 1), ask(next)))).toBe('23');
  expect(idsOf(pageOf(items.slice(0, 1), ask(next)))).toBe('');
});

it.each([
  ['limit', { limit: '0' }],
  ['limit', { limit: '101' }],
  ['limit', { limit: '' }],
  ['limit', { limit: ['1', '2'] }],
  ['before', { before: 'nonsense' }],
  ['before', { before: Buffer.from('[1,2,3]').toString('base64url') }],
])('refuses a bad %s', (path, query) => {
  expect(() => readPageQuery(query, 100, 25)).toThrow(
    expect.objectContaining({ code: 'bad_parameter', facts: { errors: [expect.objectContaining({ path })] } }) as Error,
  );
});
