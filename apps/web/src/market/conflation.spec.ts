import { addFrame, describeConflation, NOTHING_YET } from './conflation';

describe('conflation', () => {
  it('counts what a frame stands for', () => {
    expect(addFrame(addFrame(NOTHING_YET), 9)).toEqual({ events: 10, frames: 2 });
  });

  it.each([
    [NOTHING_YET, 'Nothing has happened since you chose.'],
    [{ events: 3, frames: 3 }, 'Every event came by itself.'],
    [
      { events: 10, frames: 2 },
      '8 of 10 events came inside of another one: 80 % fewer frames, the same prices and volumes.',
    ],
  ])('%j in words', (conflation, words) => {
    expect(describeConflation(conflation)).toBe(words);
  });
});
