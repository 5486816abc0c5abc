/** A source of numbers, evenly spread over [0, 1). */
export type Random = () => number;

/**
 * A 32-bit hash of a text, for seeds and never for secrets: FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv) over UTF-16
 * code units, then the finaliser of MurmurHash3 (Austin Appleby, public domain), since FNV alone mixes its last units badly.
 */
export const hash32 = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/**
 * The generator mulberry32 (Tommy Ettinger, public domain; https://gist.github.com/tommyettinger/46a874533244883189143505d203312c):
 * 32 bits of state are plenty for one generation, and any seed is a good one.
 *
 * `purpose` gives each use of a seed a sequence of its own, so that one more word never moves a timing.
 */
export const seededRandom = (purpose: string, seed: number): Random => {
  let state = hash32(`${purpose}:${seed}`);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** A whole number from `min` to `max`, both included. */
export const wholeNumber = (random: Random, min: number, max: number): number =>
  min + Math.floor(random() * (max - min + 1));

/** One of `choices`, which must not be empty. */
export const oneOf = <T>(random: Random, choices: readonly T[]): T =>
  choices[Math.floor(random() * choices.length)] as T;

/** A number of the standard normal distribution, by Box and Muller; `1 - random()` because the logarithm of 0 has no value. */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
