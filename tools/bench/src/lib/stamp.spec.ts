import { scanStamps, STAMP_BYTES, writeStamp } from './stamp';

const scan = (bytes: Buffer) => {
  const found: [number, number][] = [];
  const rest = scanStamps(bytes, (number, dueUs) => found.push([number, dueUs]));
  return { found, rest };
};

it('finds every stamp, whatever stands around it', () => {
  const bytes = Buffer.from(
    `id: a-1\ndata: {"text":"${writeStamp(1, 17)}"}\n\nid: é ${writeStamp(2, 1_792_000_000_123_456)}`,
  );
  expect(scan(bytes)).toEqual({
    found: [
      [1, 17],
      [2, 1_792_000_000_123_456],
    ],
    rest: bytes.length,
  });
});

it('says where an unfinished stamp begins, wherever the bytes are cut', () => {
  const bytes = Buffer.from(`${writeStamp(7, 1)}, ${writeStamp(8, 2)}.`);
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    const first = scan(bytes.subarray(0, cut));
    const second = scan(bytes.subarray(first.rest));
    expect([...first.found, ...second.found]).toEqual([
      [7, 1],
      [8, 2],
    ]);
  }
});

it('has one length', () => {
  expect(writeStamp(0, 0)).toHaveLength(STAMP_BYTES);
  expect(writeStamp(9_999_999_999, 9_007_199_254_740_991)).toHaveLength(STAMP_BYTES);
});
