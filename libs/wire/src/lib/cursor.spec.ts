import fc from 'fast-check';
import { CURSOR_MAX_BYTES, formatCursor, isEpoch, parseCursor, START, type Cursor } from './cursor';

const epochs = fc.stringMatching(/^[a-z0-9]{1,12}$/);
const seqs = fc.maxSafeNat();
const plain = fc.record({ epoch: epochs, seq: seqs });
const inPage = fc.tuple(epochs, fc.uniqueArray(seqs, { minLength: 3, maxLength: 3 })).map(([epoch, places]): Cursor => {
  const [after = 0, seq = 0, upTo = 0] = [...places].sort((a, b) => a - b);
  return { epoch, seq, page: { after, upTo } };
});
const cursors = fc.oneof(plain, inPage);

it('reads back every cursor that it writes', () => {
  fc.assert(fc.property(cursors, (cursor) => expect(parseCursor(formatCursor(cursor))).toEqual(cursor)));
});

it('writes a cursor in at most 64 URL-safe bytes', () => {
  fc.assert(
    fc.property(cursors, (cursor) => {
      const text = formatCursor(cursor);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(CURSOR_MAX_BYTES);
      expect(encodeURIComponent(text)).toBe(text);
    }),
  );
});

it('writes one text a cursor and reads no other', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9.-]{0,40}$/)), (text) => {
      const cursor = parseCursor(text);
      if (cursor) expect(formatCursor(cursor)).toBe(text);
    }),
  );
});

it.each([
  '',
  START,
  'k3x9',
  'k3x9-',
  '-1',
  'k3x9--1',
  'k3x9-01',
  'k3x9-1.0',
  'k3x9-9.4.9',
  'k3x9-4.4.9',
  'k3x9-9007199254740993',
  'K3-1',
  'k3x9-1 ',
])('takes %j for malformed', (text) => expect(parseCursor(text)).toBeUndefined());

it('knows an epoch', () => {
  expect(isEpoch('k3x9')).toBe(true);
  expect(isEpoch('K3')).toBe(false);
  expect(isEpoch('')).toBe(false);
});
