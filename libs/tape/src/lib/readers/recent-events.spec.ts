import type { Topic } from '@tickertape/wire';
import { RecentEvents } from './recent-events';
import { FramedEvent } from './tape-frame';

const A: Topic = 'news/a';
const event = (seq: number, topic: Topic = A, characters = 1) =>
  new FramedEvent(
    { seq, topic, version: seq, type: 'news.published', time: 0, data: { body: 'x'.repeat(characters) } },
    'k',
  );
const seqs = (recent: RecentEvents, after: number, topics: readonly Topic[] = [A]) =>
  recent.after(topics, after)?.map(({ event: { seq } }) => seq);

it('has every event after the place that it covers', () => {
  const recent = new RecentEvents(100);
  expect(seqs(recent, 10)).toBeUndefined();
  recent.begin(10);
  expect(seqs(recent, 10)).toEqual([]);
  for (const seq of [12, 15, 19]) recent.push(event(seq));
  expect(seqs(recent, 9)).toBeUndefined();
  expect(seqs(recent, 10)).toEqual([12, 15, 19]);
  expect(seqs(recent, 15)).toEqual([19]);
  expect(seqs(recent, 19)).toEqual([]);
});

it('covers what comes, when nobody has said where the tape ends', () => {
  const recent = new RecentEvents(100);
  recent.push(event(8));
  recent.begin(8);
  expect(seqs(recent, 6)).toBeUndefined();
  expect(seqs(recent, 7)).toEqual([8]);
});

it('finds the events of topics and of whole families, each once', () => {
  const recent = new RecentEvents(100);
  recent.begin(0);
  const topics: Topic[] = ['news/a', 'orders/1', 'news/b', 'news/a', 'feeds/1'];
  topics.forEach((topic, i) => recent.push(event(i + 1, topic)));
  expect(seqs(recent, 0, ['orders/1', 'news/b'])).toEqual([2, 3]);
  expect(seqs(recent, 0, ['news/a', 'news/*', 'feeds/1'])).toEqual([1, 3, 4, 5]);
  expect(seqs(recent, 3, ['news/*'])).toEqual([4]);
  expect(seqs(recent, 0, ['quotes/*'])).toEqual([]);
});

it('drops the oldest of too many, and no longer covers them', () => {
  const recent = new RecentEvents(100);
  for (let seq = 1; seq <= 350; seq += 1) recent.push(event(seq));
  expect(seqs(recent, 249)).toBeUndefined();
  expect(seqs(recent, 250)).toHaveLength(100);
});

it('may keep nothing', () => {
  const recent = new RecentEvents(0);
  recent.begin(3);
  expect(seqs(recent, 3)).toEqual([]);
  recent.push(event(4));
  expect(seqs(recent, 3)).toBeUndefined();
  expect(seqs(recent, 4)).toEqual([]);
});

it('keeps at most four mebibytes of frames, however large the events are', () => {
  const recent = new RecentEvents(100);
  for (let seq = 1; seq <= 100; seq += 1) {
    const large = event(seq, A, 60_000);
    expect(large.frame.chunk.length).toBeGreaterThan(60_000);
    recent.push(large);
  }
  expect(seqs(recent, 30)).toBeUndefined();
  expect(seqs(recent, 31)).toHaveLength(69);
  const huge = event(101, A, 5_000_000);
  expect(huge.frame.chunk.length).toBeGreaterThan(5_000_000);
  recent.push(huge);
  expect(seqs(recent, 100)).toBeUndefined();
  expect(seqs(recent, 101)).toEqual([]);
});
