import { formatRoute, parseRoute, type Route } from './route';

const VIEWS = ['home', 'generations', 'orders'];

describe('a route', () => {
  it.each<[string, Route]>([
    ['#/', { view: 'home' }],
    ['#/generations', { view: 'generations' }],
    ['#/generations/7f3a', { view: 'generations', id: '7f3a' }],
    ['#/orders', { view: 'orders' }],
    ['#/orders/a%2Fb', { view: 'orders', id: 'a/b' }],
  ])('%s is read and written', (hash, route) => {
    expect(parseRoute(hash, VIEWS)).toEqual(route);
    expect(formatRoute(route)).toBe(hash);
  });

  it.each(['', '#', '#/nowhere', '#/nowhere/7f3a', '#/generations/a/b', '#orders'])('%j leads home', (hash) => {
    expect(parseRoute(hash, VIEWS)).toEqual({ view: 'home' });
  });

  it('survives an escape that escapes nothing', () => {
    expect(parseRoute('#/orders/%zz', VIEWS)).toEqual({ view: 'orders' });
  });
});
