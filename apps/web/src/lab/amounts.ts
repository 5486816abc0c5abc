const KB = 1_000;
const MB = 1_000_000;

/** Bytes for people, in decimal units: `840 B`, `12.3 kB`, `4.1 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < KB) return `${Math.round(bytes)} B`;
  return bytes < MB ? `${trim(bytes / KB)} kB` : `${trim(bytes / MB)} MB`;
}

/** A time for people: `8 ms`, `2.4 s`. */
export function formatMs(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${trim(ms / 1_000)} s`;
}

/** Whole numbers with separators: `1,204`. */
export function formatNumber(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

/** Three digits are as many as anybody compares. */
const trim = (value: number): string => (value < 100 ? value.toFixed(1) : formatNumber(value));
