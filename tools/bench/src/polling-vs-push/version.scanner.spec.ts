import { VersionScanner } from './version.scanner';

const stream = [
  '{"protocol":1,"heartbeatMs":15000}',
  '{"topic":"orders/1","version":12,"time":""}',
  '{"version":345}',
].join('\n\n');

it('finds each version once, wherever the stream is cut', () => {
  for (let first = 0; first <= stream.length; first += 1) {
    for (let second = first; second <= stream.length; second += 1) {
      const scanner = new VersionScanner();
      const pieces = [stream.slice(0, first), stream.slice(first, second), stream.slice(second)];
      expect(pieces.flatMap((piece) => scanner.take(piece))).toEqual([12, 345]);
    }
  }
});
