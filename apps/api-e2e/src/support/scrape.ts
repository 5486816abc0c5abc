import type { Api } from './api.process';

/** The samples of `/metrics`, by their names with labels as they are printed: `tickertape_gaps_total{reason="epoch"}`. */
export type Samples = ReadonlyMap<string, number>;

export async function scrape({ url }: Pick<Api, 'url'>): Promise<Samples> {
  const response = await fetch(`${url}/metrics`);
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}

/** The samples that are not zero of metrics whose names begin so; what they are called without it. */
export function samplesOf(samples: Samples, prefix: string): Record<string, number> {
  const found = [...samples].filter(([name, value]) => name.startsWith(prefix) && value !== 0);
  return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), value]));
}
