import { createFrameParser, type ReceivedFrame } from './frame-parser';

const read = (...chunks: readonly string[]): string[] => {
  const frames: ReceivedFrame[] = [];
  const parser = createFrameParser({ onFrame: (frame) => frames.push(frame) });
  for (const chunk of chunks) parser.push(new TextEncoder().encode(chunk));
  return frames.map(({ data }) => data);
};

it('gives an event at its last CR, before anything follows', () => {
  expect(read('data: x\r\r')).toEqual(['x']);
});

it('takes CR and LF for one end of a line, wherever they are cut', () => {
  expect(read('data: x\r\ndata: y\r\n\r\n')).toEqual(['x\ny']);
  expect(read('data: x\r', '\ndata: y\r', '', '\n', '\r', '\n')).toEqual(['x\ny']);
});

it('forgets a CR with the connection that it came on', () => {
  const frames: ReceivedFrame[] = [];
  const parser = createFrameParser({ onFrame: (frame) => frames.push(frame) });
  parser.push(new TextEncoder().encode('data: lost\r'));
  parser.reset();
  parser.push(new TextEncoder().encode('data: x\n\n'));
  expect(frames.map(({ data }) => data)).toEqual(['x']);
});

it('leaves all else alone', () => {
  expect(read('data: x\n\ndata: €\n\n')).toEqual(['x', '€']);
});
