import type { TapeEvent } from '@tickertape/tape';
import type { Seq } from '@tickertape/wire';

/** The events of one topic or family after `after`, oldest first, at most `limit`. */
export type PageSource = (after: Seq, limit: number) => readonly TapeEvent[];

/** The smallest page taken from a source: a statement costs as much as several rows. */
const MIN_PAGE = 8;

interface Fetched {
  readonly source: PageSource;
  readonly events: TapeEvent[];
  /** All events up to this seq have been fetched. */
  upTo: Seq;
  pageSize: number;
}

/**
 * The first `limit` events of all sources, oldest first. Sources have no event in common.
 *
 * Each source is asked for its share; then the one that lags behind is asked for more, twice as much each time, so that
 * neither a hundred quiet topics nor one busy topic among them makes it read much more than the page.
 */
export function mergePages(sources: readonly PageSource[], after: Seq, limit: number): readonly TapeEvent[] {
  if (sources.length <= 1) return sources[0]?.(after, limit) ?? [];
  const pageSize = Math.min(limit, Math.max(MIN_PAGE, Math.ceil((2 * limit) / sources.length)));
  const all = sources.map((source): Fetched => ({ source, events: [], upTo: after, pageSize }));
  all.forEach(fetchMore);
  for (;;) {
    const complete = Math.min(...all.map(({ upTo }) => upTo));
    const ready = all.flatMap(({ events }) => events.filter(({ seq }) => seq <= complete));
    if (ready.length >= limit || complete === Infinity) {
      return ready.sort((a, b) => a.seq - b.seq).slice(0, limit);
    }
    for (const fetched of all) if (fetched.upTo === complete) fetchMore(fetched);
  }
}

function fetchMore(fetched: Fetched): void {
  const page = fetched.source(fetched.upTo, fetched.pageSize);
  fetched.events.push(...page);
  fetched.upTo = page.length < fetched.pageSize ? Infinity : (page.at(-1)?.seq ?? Infinity);
  fetched.pageSize *= 2;
}
