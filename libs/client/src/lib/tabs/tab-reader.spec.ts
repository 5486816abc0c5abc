import type { LineFrame } from '../streams/line';
import { TabReader } from './tab-reader';

const frame = (type: string, version = 0, topic = 'news/a', cursor = 'e-1'): LineFrame => ({
  type,
  cursor,
  body: { topic, version },
});
const snapshot = (topic = 'news/a') => frame('tape.snapshot', 1, topic);
const caughtUp: LineFrame = { type: 'tape.caught-up', cursor: 'e-1', body: {} };
const hello = (afresh: boolean, ...selectors: string[]): LineFrame => ({
  type: 'tape.hello',
  cursor: 'e-1',
  body: {},
  shows: { selectors: new Set(selectors), afresh },
});

/** What a tab sees of some frames of its leader, from frame `n` of a term. */
function taken(reader: TabReader, term: number, n: number, ...frames: LineFrame[]) {
  return frames.map((each, at) => reader.take({ kind: 'frame', term, n: n + at, frame: each }));
}

/** A tab that has a topic, as of frame 3 of term 7. */
function readerAtPlace(topic = 'news/a'): TabReader {
  const reader = new TabReader('me');
  reader.want(new Set([topic]));
  reader.show(topic);
  reader.heard(reader.say().n);
  taken(reader, 7, 1, hello(false, topic), snapshot(), caughtUp);
  return reader;
}

const start = (term: number, n?: number, tabs = ['me']) => ({
  kind: 'start' as const,
  term,
  after: n === undefined ? undefined : { term: 7, n, cursor: 'e-1' },
  tabs,
});

describe('a reader of tabs', () => {
  it.each(['news/a', 'news/*'])('asks for %s to be shown until all of it has come', (topic) => {
    const reader = new TabReader('me');
    reader.want(new Set([topic]));
    reader.show(topic);
    reader.heard(reader.say().n);
    taken(reader, 7, 1, hello(false, topic), snapshot());
    expect(reader.wants.shows).toEqual([topic]);
    taken(reader, 7, 3, caughtUp);
    expect(reader.wants).toEqual({ topics: [topic], shows: [] });
    reader.show(topic);
    expect(reader.wants.shows).toEqual([topic]);
  });

  it('asks once for the same thing, and again when that is already on its way', () => {
    const reader = readerAtPlace('news/*');
    reader.show('news/*');
    reader.heard(reader.say().n);
    reader.show('news/*');
    expect(reader.hasNews).toBe(false);
    taken(reader, 7, 4, hello(false, 'news/*'), snapshot());
    reader.show('news/*');
    expect(reader.hasNews).toBe(true);
    taken(reader, 7, 6, snapshot('news/b'), caughtUp);
    expect(reader.wants.shows).toEqual(['news/*']);
  });

  it.each(['news/a', 'news/*'])('takes no snapshot of %s before the leader has heard that it wants it', (topic) => {
    const reader = new TabReader('me');
    reader.want(new Set([topic]));
    reader.show(topic);
    const { n } = reader.say();
    const none = { ...hello(false), shows: { selectors: new Set(), afresh: false } };
    expect(taken(reader, 7, 1, hello(false, topic), snapshot(), caughtUp)).toEqual([none, undefined, caughtUp]);
    reader.heard(n);
    expect(taken(reader, 7, 4, hello(false, topic), snapshot())).toEqual([hello(false, topic), snapshot()]);
  });

  it('is not told that what it does not want is shown', () => {
    const reader = readerAtPlace();
    expect(taken(reader, 7, 4, hello(true, 'news/*', 'news/a'))).toEqual([hello(true, 'news/a')]);
  });

  it('goes on with a leader that starts where it is, or behind it', () => {
    for (const n of [2, 3]) {
      const reader = readerAtPlace();
      reader.start(start(8, n));
      expect(reader.wants.shows).toEqual([]);
      expect(reader.place).toEqual({ term: 8, n: 0, cursor: 'e-1' });
    }
  });

  it('still needs what the leader that has gone was about to show', () => {
    const reader = readerAtPlace('news/*');
    reader.show('news/*');
    reader.heard(reader.say().n);
    taken(reader, 7, 4, hello(false, 'news/*'), snapshot());
    reader.start(start(8, 5));
    taken(reader, 8, 1, hello(false), caughtUp);
    expect(reader.wants.shows).toEqual(['news/*']);
  });

  it.each([
    ['ahead of it', start(8, 4)],
    ['without it', start(8, 3, ['another'])],
    ['after a term that it was not in', { ...start(8, 3), after: { term: 6, n: 3, cursor: 'e-1' } }],
  ])('needs snapshots from a leader that starts %s', (_, message) => {
    for (const topic of ['news/a', 'news/*']) {
      const reader = readerAtPlace(topic);
      reader.start(message);
      expect(reader.wants.shows).toEqual([topic]);
      expect(reader.hasNews).toBe(true);
      // What it may have missed something before is of no use, and what comes instead is news.
      expect(taken(reader, 8, 1, frame('news.published', 5), snapshot())).toEqual([undefined, undefined]);
      reader.heard(reader.say().n);
      const next = frame('news.published', 6);
      expect(taken(reader, 8, 3, hello(false, topic), snapshot(), next)).toEqual([
        hello(true, topic),
        snapshot(),
        next,
      ]);
    }
  });

  it('needs snapshots when a frame has not come', () => {
    const reader = readerAtPlace();
    expect(taken(reader, 7, 5, frame('news.published', 3))).toEqual([undefined]);
    expect(reader.wants.shows).toEqual(['news/a']);
  });

  it('passes over what a leader says that is none any more', () => {
    const reader = readerAtPlace();
    reader.start(start(8, 3));
    reader.start(start(7, 5, []));
    expect(taken(reader, 7, 4, frame('news.published', 2))).toEqual([undefined]);
    expect(reader.place).toEqual({ term: 8, n: 0, cursor: 'e-1' });
    expect(reader.wants.shows).toEqual([]);
  });
});
