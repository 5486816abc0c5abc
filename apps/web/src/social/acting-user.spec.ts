import { actingUser } from './acting-user';

/** A browser that has kept something for the page. */
const keep = (kept: string | null): void => {
  Object.assign(globalThis, { localStorage: { getItem: () => kept } });
};

afterEach(() => Reflect.deleteProperty(globalThis, 'localStorage'));

describe('the user to act for', () => {
  it('is the one that was chosen last', () => {
    keep('ben');
    expect(actingUser()).toBe('ben');
  });

  it.each([null, '', 'two words', '{"name":"ann"}', '..', 'a/b'])('is nobody where %j is kept', (kept) => {
    keep(kept);
    expect(actingUser()).toBeUndefined();
  });

  it('is nobody in a browser that keeps nothing', () => {
    expect(actingUser()).toBeUndefined();
  });
});
