import type { Activity } from '@tickertape/events';
import { findLikes, holdBack, makeTimeline, YOU } from './timeline';

const at = (minute: number): string => `2026-11-22T09:${String(minute).padStart(2, '0')}:00.000Z`;

const post = (id: string, actor: string, minute: number): Activity => ({
  id,
  actor,
  verb: 'post',
  object: { type: 'note', id: `note-${id}` },
  text: id,
  published: at(minute),
});

const like = (id: string, actor: string, of: string, minute: number): Activity => ({
  id,
  actor,
  verb: 'like',
  object: { type: 'note', id: of },
  published: at(minute),
});

const idsOf = (entries: readonly { readonly activity: Activity }[]) => entries.map(({ activity }) => activity.id);

describe('a timeline', () => {
  it('has what others and the user have done, newest first, each once', () => {
    const timeline = makeTimeline(
      'ann',
      [post('b2', 'ben', 3), post('a1', 'ann', 2), post('b1', 'ben', 1)],
      [post('a1', 'ann', 2)],
    );
    expect(timeline.map(({ activity, isMine }) => [activity.id, isMine])).toEqual([
      ['b2', false],
      ['a1', true],
      ['b1', false],
    ]);
  });

  it('tells a like at what is liked, the user first and nobody twice', () => {
    const followed = [like('l3', 'cleo', 'b1', 4), like('l1', 'dara', 'b1', 2), post('b1', 'ben', 1)];
    const own = [like('l4', 'ann', 'b1', 5), like('l2', 'ann', 'b1', 3)];
    const timeline = makeTimeline('ann', followed, own);
    expect(idsOf(timeline)).toEqual(['b1']);
    expect(timeline[0]?.likers).toEqual([YOU, 'cleo', 'dara']);
  });

  it('has a like of something that is not there, unless it is the own one', () => {
    const timeline = makeTimeline('ann', [like('l1', 'ben', 'far', 1)], [like('l2', 'ann', 'gone', 2)]);
    expect(idsOf(timeline)).toEqual(['l1']);
  });

  it('finds every like of the user, to take all of them back', () => {
    const own = [like('l2', 'ann', 'b1', 3), like('l1', 'ann', 'b1', 2), like('l0', 'ann', 'b2', 1)];
    expect(findLikes(own, 'b1').map(({ id }) => id)).toEqual(['l2', 'l1']);
  });
});

describe('what is held back', () => {
  const timeline = (...posts: Activity[]) => makeTimeline('ann', posts, []);

  it('is what is new above what the reader knows', () => {
    const entries = timeline(post('b4', 'ben', 4), post('b3', 'ben', 3), post('b2', 'ben', 2));
    const { shown, waiting } = holdBack(entries, new Set(['b2']));
    expect(idsOf(shown)).toEqual(['b2']);
    expect(waiting).toBe(2);
  });

  it('is not what comes in below, and not what the reader has written', () => {
    const entries = timeline(post('b4', 'ben', 4), post('a3', 'ann', 3), post('b2', 'ben', 2), post('c1', 'cleo', 1));
    const { shown, waiting } = holdBack(entries, new Set(['b2']));
    expect(idsOf(shown)).toEqual(['a3', 'b2', 'c1']);
    expect(waiting).toBe(1);
  });

  it('is nothing when the reader knows nothing that is there', () => {
    const { shown, waiting } = holdBack(timeline(post('b1', 'ben', 1)), new Set(['gone']));
    expect(idsOf(shown)).toEqual(['b1']);
    expect(waiting).toBe(0);
  });
});
