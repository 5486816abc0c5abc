import type { LineFrame } from '../streams/line';
import { TabReader } from './tab-reader';

const frame = (type: string, version = 0, topic = 'news/a', cursor = 'e-1'): LineFrame => ({
  type,
  cursor,
  body: { topic, version },
  afresh: false,
});
const snapshot = (topic = 'news/a') => frame('tape.snapshot', 1, topic);

/** A tab that has a topic, as of frame 1 of term 7. */
function readerAtPlace(): TabReader {
  const reader = new TabReader('me');
  reader.want(new Set(['news/a']));
  reader.show('news/a');
  reader.heard(reader.say().n);
  reader.take({ kind: 'frame', term: 7, n: 1, frame: snapshot() });
  return reader;
}

const start = (term: number, n?: number, tabs = ['me']) => ({
  kind: 'start' as const,
  term,
  after: n === undefined ? undefined : { term: 7, n, cursor: 'e-1' },
  tabs,
});

describe('a reader of tabs', () => {
  it('asks for a snapshot until it has come', () => {
    const reader = readerAtPlace();
    expect(reader.wants).toEqual({ topics: ['news/a'], shows: [] });
    reader.show('news/a');
    expect(reader.wants.shows).toEqual(['news/a']);
  });

  it('takes no snapshot before the leader has heard that it wants it', () => {
    const reader = new TabReader('me');
    reader.want(new Set(['news/a']));
    reader.show('news/a');
    const { n } = reader.say();
    expect(reader.take({ kind: 'frame', term: 7, n: 1, frame: snapshot() })).toBeUndefined();
    reader.heard(n);
    expect(reader.take({ kind: 'frame', term: 7, n: 2, frame: snapshot() })).toEqual(snapshot());
  });

  it('goes on with a leader that starts where it is, or behind it', () => {
    for (const n of [0, 1]) {
      const reader = readerAtPlace();
      reader.start(start(8, n));
      expect(reader.wants.shows).toEqual([]);
      expect(reader.place).toEqual({ term: 8, n: 0, cursor: 'e-1' });
    }
  });

  it.each([
    ['ahead of it', start(8, 2)],
    ['without it', start(8, 1, ['another'])],
    ['after a term that it was not in', { ...start(8, 1), after: { term: 6, n: 1, cursor: 'e-1' } }],
  ])('needs snapshots from a leader that starts %s', (_, message) => {
    const reader = readerAtPlace();
    reader.start(message);
    expect(reader.wants.shows).toEqual(['news/a']);
    expect(reader.hasNews).toBe(true);
    // What it may have missed something before is of no use, and what comes instead is news.
    expect(reader.take({ kind: 'frame', term: 8, n: 1, frame: frame('news.published', 5) })).toBeUndefined();
    reader.heard(reader.say().n);
    expect(reader.take({ kind: 'frame', term: 8, n: 2, frame: snapshot() })).toEqual({ ...snapshot(), afresh: true });
    expect(reader.take({ kind: 'frame', term: 8, n: 3, frame: frame('news.published', 6) })).toBeDefined();
  });

  it('needs snapshots when a frame has not come', () => {
    const reader = readerAtPlace();
    expect(reader.take({ kind: 'frame', term: 7, n: 3, frame: frame('news.published', 3) })).toBeUndefined();
    expect(reader.wants.shows).toEqual(['news/a']);
  });

  it('passes over what a leader says that is none any more', () => {
    const reader = readerAtPlace();
    reader.start(start(8, 1));
    reader.start(start(7, 5, []));
    expect(reader.take({ kind: 'frame', term: 7, n: 2, frame: frame('news.published', 2) })).toBeUndefined();
    expect(reader.place).toEqual({ term: 8, n: 0, cursor: 'e-1' });
    expect(reader.wants.shows).toEqual([]);
  });
});
