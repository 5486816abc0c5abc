export interface Created {
  readonly id: string;
  readonly topic: string;
  readonly cursor: string;
}

/** Posts JSON. Throws for everything but success: a test that means to fail asks itself. */
export async function post<T = Created>(url: string, body: object = {}): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`POST ${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Puts nothing at a place that says it all, such as `…/following/ben`. */
export async function put(url: string): Promise<void> {
  const response = await fetch(url, { method: 'PUT' });
  if (!response.ok) throw new Error(`PUT ${url}: ${response.status} ${await response.text()}`);
}

export async function get<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`GET ${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Appends a news event to the channel that the ticker shows. */
export const postNews = (base: string, type: string, data: object): Promise<object> =>
  post<object>(`${base}/v1/topics/news/front/events`, { type: `news.${type}`, data });
