/** The golden ratio: multiples of it are spread evenly over a circle, however many are taken. */
const GOLDEN = 0.618;

/**
 * A step by which all of so many users are visited once before any is visited again, neighbours in time far apart: so the
 * order of the updates has nothing to do with the order of the polls.
 */
export function strideOf(users: number): number {
  let stride = Math.max(1, Math.round(users * GOLDEN));
  while (greatestCommonDivisor(stride, users) > 1) stride += 1;
  return stride;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
