import { createFrameParser, type FrameParserOptions } from '@tickertape/wire';

const LF = 10;
const CR = 13;

/**
 * Gives the function that takes the next bytes of a stream. A line that ends with CR ends at once, as in an `EventSource`:
 * the parser below would wait for what comes next, which may be the next event.
 */
export function createStreamParser(options: FrameParserOptions): (bytes: Uint8Array) => void {
  const parser = createFrameParser(options);
  let afterCr = false;
  return (bytes) => {
    // Of CR LF the LF is no line of its own, in the next chunk neither.
    const rest = afterCr && bytes[0] === LF ? bytes.subarray(1) : bytes;
    if (bytes.length > 0) afterCr = bytes.at(-1) === CR;
    parser.push(rest.includes(CR) ? withLf(rest) : rest);
  };
}

function withLf(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, at) => !(byte === LF && bytes[at - 1] === CR)).map((byte) => (byte === CR ? LF : byte));
}
