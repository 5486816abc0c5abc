import { randomInt } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** 36^6 epochs: a cursor of another tape is taken for one of this with a chance of one in two billion. */
const EPOCH_LENGTH = 6;

/** A name for a new incarnation of the tape. */
export function createEpoch(): string {
  return Array.from({ length: EPOCH_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
