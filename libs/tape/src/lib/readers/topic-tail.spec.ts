import { FramedEvent } from './tape-frame';
import { TopicTail } from './topic-tail';

const event = (seq: number, characters = 1) =>
  new FramedEvent(
    { seq, topic: 'news/a', version: seq, type: 'news.published', time: 0, data: { body: 'x'.repeat(characters) } },
    'k',
  );
const seqs = (tail: TopicTail, after: number) => tail.after(after)?.map(({ event: { seq } }) => seq);

it('has every event after the place that it covers', () => {
  const tail = new TopicTail(10);
  for (const seq of [12, 15, 19]) tail.push(event(seq));
  expect(seqs(tail, 9)).toBeUndefined();
  expect(seqs(tail, 10)).toEqual([12, 15, 19]);
  expect(seqs(tail, 15)).toEqual([19]);
  expect(seqs(tail, 19)).toEqual([]);
});

it('drops the oldest of too many, and no longer covers them', () => {
  const tail = new TopicTail(0);
  for (let seq = 1; seq <= 300; seq += 1) tail.push(event(seq));
  expect(seqs(tail, 235)).toBeUndefined();
  expect(seqs(tail, 236)).toHaveLength(64);
});

it('keeps at most a mebibyte, however large the events are', () => {
  const tail = new TopicTail(0);
  for (let seq = 1; seq <= 100; seq += 1) tail.push(event(seq, 60_000));
  expect(seqs(tail, 82)).toBeUndefined();
  expect(seqs(tail, 83)).toHaveLength(17);
  tail.push(event(101, 2_000_000));
  expect(seqs(tail, 100)).toBeUndefined();
  expect(seqs(tail, 101)).toEqual([]);
});
