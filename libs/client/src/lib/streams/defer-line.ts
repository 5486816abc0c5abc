import type { Line } from './line';

/** A line that is still being made: what it is told meanwhile, it is told then, in the same order. */
export function deferLine(making: Promise<Line>): Line {
  const tell = (call: (line: Line) => void): void => void making.then(call);
  return {
    want: (topics) => tell((line) => line.want(topics)),
    show: (selector) => tell((line) => line.show(selector)),
    retry: () => tell((line) => line.retry()),
    pause: (reason) => tell((line) => line.pause(reason)),
    resume: () => tell((line) => line.resume()),
    close: () => tell((line) => line.close()),
  };
}
