import { deferLine } from './defer-line';
import type { Line } from './line';

/** A line that does nothing but note what it was told. */
function noting(told: string[]): Line {
  return {
    want: (topics) => told.push(`want ${[...topics].join()}`),
    show: (selector) => told.push(`show ${selector}`),
    retry: () => told.push('retry'),
    pause: (reason) => told.push(`pause ${reason}`),
    resume: () => told.push('resume'),
    close: () => told.push('close'),
  };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a line that is still being made', () => {
  it('is told then what it was told before, in the same order', async () => {
    const told: string[] = [];
    let made: (line: Line) => void = () => {};
    const line = deferLine(new Promise((resolve) => (made = resolve)));
    line.pause('offline');
    line.want(new Set(['news/a', 'news/*']));
    line.show('news/*');
    line.resume();
    line.retry();
    await turn();
    expect(told).toEqual([]);
    made(noting(told));
    line.close();
    await turn();
    expect(told).toEqual(['pause offline', 'want news/a,news/*', 'show news/*', 'resume', 'retry', 'close']);
  });

  it('is told at the end of the turn once it is there', async () => {
    const told: string[] = [];
    const line = deferLine(Promise.resolve(noting(told)));
    await turn();
    line.want(new Set(['news/a']));
    await Promise.resolve();
    expect(told).toEqual(['want news/a']);
  });
});
