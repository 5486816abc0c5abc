import type { ReceivedFrame } from '@tickertape/wire';
import { createStreamParser } from './stream-parser';

const read = (...chunks: readonly string[]): string[] => {
  const frames: ReceivedFrame[] = [];
  const push = createStreamParser({ onFrame: (frame) => frames.push(frame) });
  for (const chunk of chunks) push(new TextEncoder().encode(chunk));
  return frames.map(({ data }) => data);
};

it('gives an event at its last CR, before anything follows', () => {
  expect(read('data: x\r\r')).toEqual(['x']);
});

it('takes CR and LF for one end of a line, wherever they are cut', () => {
  expect(read('data: x\r\ndata: y\r\n\r\n')).toEqual(['x\ny']);
  expect(read('data: x\r', '\ndata: y\r', '', '\n', '\r', '\n')).toEqual(['x\ny']);
});

it('leaves all else alone', () => {
  expect(read('data: x\n\ndata: €\n\n')).toEqual(['x', '€']);
});
