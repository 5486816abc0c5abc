/**
 * The mark that every event of a benchmark carries in its text: which event it is, and when it was due. Readers look for
 * its first byte, which nothing else on the stream has, and read digits at known places: no frame is parsed and no text
 * is made, so that a thousand readers cost their load less than the server that feeds them.
 */
const STAMP = 0x7e; // ~
const NUMBER_DIGITS = 10;
const TIME_DIGITS = 16;
const ZERO = 0x30;

/** The length of a stamp, in bytes and in characters. */
export const STAMP_BYTES = 1 + NUMBER_DIGITS + 1 + TIME_DIGITS;

/** @param dueUs when the event was due, in microseconds by the clock of `clock.ts`. */
export function writeStamp(number: number, dueUs: number): string {
  const digits = (value: number, length: number): string => String(Math.round(value)).padStart(length, '0');
  return `~${digits(number, NUMBER_DIGITS)}@${digits(dueUs, TIME_DIGITS)}`;
}

/**
 * Finds all stamps in the bytes. Returns where an unfinished one at the end begins, which is to be given again with the
 * bytes that follow; the length when there is none.
 */
export function scanStamps(bytes: Buffer, take: (number: number, dueUs: number, position: number) => void): number {
  for (let at = bytes.indexOf(STAMP); at >= 0; at = bytes.indexOf(STAMP, at + STAMP_BYTES)) {
    if (at + STAMP_BYTES > bytes.length) return at;
    const digits = at + 1;
    const time = digits + NUMBER_DIGITS + 1;
    take(readDigits(bytes, digits, NUMBER_DIGITS), readDigits(bytes, time, TIME_DIGITS), at);
  }
  return bytes.length;
}

function readDigits(bytes: Buffer, from: number, length: number): number {
  let value = 0;
  for (let i = from; i < from + length; i += 1) value = value * 10 + (bytes[i] ?? ZERO) - ZERO;
  return value;
}
