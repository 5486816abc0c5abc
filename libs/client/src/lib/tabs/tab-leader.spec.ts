import { ClientError } from '../client-error';
import type { Line, LineFrame } from '../streams/line';
import { TabLeader } from './tab-leader';
import type { TabMessage, TabPlace } from './tab-messages';

/** A leader with a line that does nothing but say what it was told. */
function setUp(own?: TabPlace) {
  const told: string[] = [];
  const said: TabMessage[] = [];
  const line: Line = {
    want: (topics) => told.push(`want ${[...topics].join()}`),
    show: (topic) => told.push(`show ${topic}`),
    retry: () => told.push('retry'),
    pause: (reason) => told.push(`pause ${reason}`),
    resume: () => told.push('resume'),
    close: () => told.push('close'),
  };
  const leader = new TabLeader({
    self: 'me',
    say: (message) => said.push(message),
    place: () => own,
    createLine: (_, after) => {
      told.push(`after ${after ?? 'nothing'}`);
      return line;
    },
  });
  leader.hear('me', 1, { topics: ['news/a'], shows: [] });
  return { leader, told, said };
}

const hello = (...selectors: string[]): LineFrame => ({
  type: 'tape.hello',
  cursor: 'e',
  body: {},
  shows: { selectors: new Set(selectors), afresh: false },
});
const place = (term: number, n: number): TabPlace => ({ term, n, cursor: `e-${term}-${n}` });

describe('a leader of tabs', () => {
  it('waits for the answers of all, and starts after the one that is furthest behind in the last term', () => {
    const { leader, told, said } = setUp(place(7, 5));
    leader.await(new Set(['me', 'x', 'y', 'z']));
    leader.hear('x', 1, { topics: ['news/b'], shows: ['news/b'] });
    leader.answer('x', place(7, 3));
    leader.answer('y', place(6, 1));
    expect(told).toEqual([]);
    leader.answer('z', undefined);
    expect(told).toEqual(['after e-7-3', 'want news/a,news/b', 'show news/b']);
    expect(said.find(({ kind }) => kind === 'start')).toMatchObject({ after: place(7, 3), tabs: ['me', 'x'] });
  });

  it('starts with snapshots when nobody has a place, or when it is one before the first snapshot', () => {
    for (const cursor of ['', undefined]) {
      const { leader, told, said } = setUp(cursor === '' ? { term: 7, n: 1, cursor } : undefined);
      leader.await(new Set(['me']));
      expect(told[0]).toBe('after nothing');
      expect(said.at(-1)).toMatchObject({ kind: 'start', after: undefined });
    }
  });

  it('has a later term than all before it', () => {
    const term = Date.now() + 1_000_000;
    const { leader, said } = setUp(place(term, 5));
    leader.begin();
    expect(said.at(-1)).toMatchObject({ term: term + 1 });
  });

  it('says that it has heard, then shows what is asked for, also when it has it', () => {
    const { leader, told, said } = setUp();
    leader.begin();
    leader.hear('x', 4, { topics: ['news/a'], shows: ['news/a'] });
    expect(said.at(-1)).toMatchObject({ kind: 'heard', to: 'x', n: 4 });
    expect(told.slice(-2)).toEqual(['want news/a', 'show news/a']);
  });

  it('numbers its frames', () => {
    const { leader, said } = setUp();
    leader.begin();
    for (const cursor of ['e-1', 'e-2']) leader.onFrame({ type: 'tape.heartbeat', cursor, body: {} });
    expect(said.flatMap((message) => (message.kind === 'frame' ? [message.n] : []))).toEqual([1, 2]);
  });

  it('forgets the tabs that are gone', () => {
    const { leader, told } = setUp();
    leader.begin();
    leader.hear('x', 1, { topics: ['news/x'], shows: [] });
    leader.hear('y', 1, { topics: ['news/y'], shows: [] });
    leader.forget('x');
    expect(told.at(-1)).toBe('want news/a,news/y');
    leader.keep(new Set(['me']));
    expect(told.at(-1)).toBe('want news/a');
  });

  it('wants a finished topic no more, except for those who still need its snapshot', () => {
    const { leader, told } = setUp();
    leader.begin();
    leader.hear('x', 1, { topics: ['news/x', 'news/a'], shows: ['news/x'] });
    const closed = (topic: string) => leader.onFrame({ type: 'tape.closed', cursor: 'e', body: { topic } });
    closed('news/x');
    expect(told.at(-1)).toBe('want news/a,news/x');
    leader.onFrame(hello('news/x'));
    closed('news/x');
    expect(told.at(-1)).toBe('want news/a');
  });

  it('asks for a whole family as for a topic, and goes on wanting it when a topic of it is finished', () => {
    const { leader, told } = setUp();
    leader.begin();
    leader.hear('x', 1, { topics: ['matches/*'], shows: ['matches/*'] });
    expect(told.slice(-2)).toEqual(['want news/a,matches/*', 'show matches/*']);
    leader.onFrame(hello('matches/*'));
    leader.onFrame({ type: 'tape.closed', cursor: 'e', body: { topic: 'matches/1' } });
    expect(told.at(-1)).toBe('want news/a,matches/*');
  });

  it('tries again for who comes after a failure, and for nobody else', () => {
    const { leader, told, said } = setUp();
    leader.begin();
    leader.onStatus({ phase: 'failed', error: new ClientError('gone', 'gone') });
    leader.hear('me', 2, { topics: ['news/a'], shows: [] });
    expect(said.at(-1)).toMatchObject({ kind: 'heard', status: { phase: 'failed' } });
    expect(told).not.toContain('retry');
    leader.hear('x', 1, { topics: ['news/x'], shows: [] });
    expect(said.at(-1)).toMatchObject({ kind: 'heard', to: 'x', status: { phase: 'connecting' } });
    expect(told.slice(-2)).toEqual(['retry', 'want news/a,news/x']);
  });

  it.each([
    ['are more than it can carry', Array.from({ length: 100 }, (_, n) => `news/${n}`)],
    ['make its address too long', Array.from({ length: 30 }, (_, n) => `news/${n}-${'x'.repeat(100)}`)],
  ])('sends away whose topics %s', (_, topics) => {
    const { leader, told, said } = setUp();
    leader.begin();
    leader.hear('x', 1, { topics, shows: topics });
    expect(said.at(-1)).toEqual({ kind: 'full', to: 'x' });
    expect(told.at(-1)).toBe('want news/a');
  });
});
