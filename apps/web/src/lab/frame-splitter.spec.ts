import fc from 'fast-check';
import { FrameSplitter } from './frame-splitter';

const FRAMES = [
  'retry: 2000\nid: \nevent: tape.hello\ndata: {}\n\n',
  'id: k-1\nevent: news.published\ndata: "Ü🎉"\n\n',
];
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (frame: Uint8Array): string => new TextDecoder().decode(frame);

it('gives frames as they came, wherever the bytes are cut', () => {
  const bytes = encode(FRAMES.join(''));
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length)), (places) => {
      const splitter = new FrameSplitter();
      const cuts = [0, ...places.sort((a, b) => a - b), bytes.length];
      const frames = cuts.slice(1).flatMap((to, i) => splitter.push(bytes.subarray(cuts[i], to)));
      expect(frames.map(decode)).toEqual(FRAMES);
    }),
  );
});

it('keeps what is not complete for the next bytes', () => {
  const splitter = new FrameSplitter();
  expect(splitter.push(encode('id: k-1\nevent: a.b\ndata: {}\n'))).toEqual([]);
  expect(splitter.push(encode('\nid: k-2')).map(decode)).toEqual(['id: k-1\nevent: a.b\ndata: {}\n\n']);
});
