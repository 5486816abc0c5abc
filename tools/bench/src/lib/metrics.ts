import { request } from 'node:http';

/** A page of `/metrics`: what a name sums up to, over all its labels or those with one value; `null` when it is not there. */
export type Metrics = (name: string, label?: string) => number | null;

/** Reads `/metrics` of the API, on a connection of its own that is over afterwards. */
export async function scrapeMetrics(port: number): Promise<Metrics> {
  return parseMetrics(await get(`http://127.0.0.1:${port}/metrics`));
}

/** @param text in the format of Prometheus. A label is given as it stands there, `state="tail"`. */
export function parseMetrics(text: string): Metrics {
  const lines = text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, labels: labels.split(','), value: Number(value) }];
  });
  return (name, label) => {
    const named = lines.filter((line) => line.name === name);
    if (named.length === 0) return null;
    const asked = named.filter(({ labels }) => label === undefined || labels.includes(label));
    return asked.reduce((sum, { value }) => sum + value, 0);
  };
}

async function get(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    // Without an agent the connection is closed behind the answer.
    request(url, { agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.once('error', reject);
      response.once('end', () =>
        response.statusCode === 200 ? resolve(text) : reject(new Error(`${url} was answered ${response.statusCode}`)),
      );
    })
      .once('error', reject)
      .end();
  });
}
