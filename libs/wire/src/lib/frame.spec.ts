import fc from 'fast-check';
import { createFrame, encodeFrame, type Frame } from './frame';
import { createFrameParser, type ReceivedFrame } from './frame-parser';

const parse = (...chunks: Uint8Array[]): ReceivedFrame[] => {
  const frames: ReceivedFrame[] = [];
  const parser = createFrameParser({ onFrame: (frame) => frames.push(frame) });
  chunks.forEach((chunk) => parser.push(chunk));
  return frames;
};

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\r',
    '\n',
    '\0',
    '\r\n\r\n',
    'data: [DONE]\n\n',
    'id: 1\nevent: error\n\n',
    '\u2028',
    '👨‍👩‍👧‍👦',
    '\uFEFF',
  ),
);

it('carries any text as data without letting it out of its field', () => {
  fc.assert(
    fc.property(fc.array(hostile), (texts) => {
      const text = texts.join('');
      const frame = createFrame('orders.received', 'k-1', { topic: 'orders/1', version: 1, time: '', data: { text } });
      const received = parse(encodeFrame(frame));
      expect(received).toHaveLength(1);
      expect(received[0]).toEqual({ id: 'k-1', event: 'orders.received', data: frame.data });
      expect(JSON.parse(received[0]?.data ?? '')).toMatchObject({ data: { text } });
    }),
  );
});

it.each<[string, Partial<Frame>]>(
  ['\r', '\n', '\0', 'x\r\nevent: error'].flatMap((text): [string, Partial<Frame>][] => [
    ['id', { id: text }],
    ['event', { event: text }],
    ['data', { data: text }],
  ]),
)('refuses a CR, LF or NUL in %s', (_field, part) => {
  expect(() => encodeFrame({ id: 'k-1', event: 'news.published', data: '{}', ...part })).toThrow(RangeError);
});

it('gives every frame an id field, the empty one too', () => {
  const hello = createFrame('tape.hello', '', { protocol: 1, topics: [], heartbeatMs: 1, maxStreamMs: 1 }, 2000);
  expect(Buffer.from(encodeFrame(hello)).toString()).toBe(
    'retry: 2000\nid: \nevent: tape.hello\ndata: {"protocol":1,"topics":[],"heartbeatMs":1,"maxStreamMs":1}\n\n',
  );
  expect(parse(encodeFrame(hello))[0]?.id).toBe('');
});

it('parses frames cut anywhere, inside a character too', () => {
  const message = { topic: 'news/a', version: 1, time: '', data: { headline: 'Überraschung 🎉 — نجاح' } };
  const bytes = encodeFrame(createFrame('news.published', 'k-7', message));
  fc.assert(
    fc.property(fc.nat(bytes.length), fc.nat(bytes.length), (a, b) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      const received = parse(bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to));
      expect(received.map(({ data }) => JSON.parse(data))).toEqual([message]);
    }),
  );
});

it('forgets an unfinished frame when a new connection begins', () => {
  const frames: ReceivedFrame[] = [];
  const parser = createFrameParser({ onFrame: (frame) => frames.push(frame) });
  const bytes = encodeFrame(createFrame('tape.caught-up', 'k-1', {}));
  parser.push(bytes.subarray(0, bytes.length - 4));
  parser.reset();
  parser.push(bytes);
  expect(frames).toHaveLength(1);
});

it('passes on announced reconnection times and comments', () => {
  const seen: unknown[] = [];
  const parser = createFrameParser({
    onFrame: () => undefined,
    onRetry: (retryMs) => seen.push(retryMs),
    onComment: (comment) => seen.push(comment),
  });
  parser.push(new TextEncoder().encode('retry: 150\n: still here\n\n'));
  expect(seen).toEqual([150, 'still here']);
});
