/** The server's readers by what they do, from its metrics: `1 at the tail, 1 parked`. */
export function describeReaders(metrics: string): string {
  const counts = new Map<string, number>();
  for (const [, labels = '', count] of metrics.matchAll(/^tickertape_readers\{(.*)\} (\d+)$/gm)) {
    const [, state = ''] = /state="([^"]*)"/.exec(labels) ?? [];
    counts.set(state, (counts.get(state) ?? 0) + Number(count));
  }
  const words = Object.entries(STATES).flatMap(([state, word]) => {
    const count = counts.get(state) ?? 0;
    return count > 0 ? [`${count} ${word}`] : [];
  });
  return words.join(', ') || 'none';
}

/** `parked`: behind a full socket, and nothing is queued for it. */
const STATES = { tail: 'at the tail', 'catching-up': 'catching up', parked: 'parked' } as const;
