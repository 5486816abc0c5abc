/** An answer with its body, read to the end. */
export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON, a text otherwise, `undefined` when it is empty. */
  readonly body: Body;
}

/** A problem document of RFC 9457, as far as this API promises it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  readonly version?: number;
  readonly allowed?: readonly string[];
}

/** What every resource of this API has beside its own state. */
export interface Resource {
  readonly id: string;
  readonly topic: string;
  readonly cursor: string;
  readonly version: number;
  readonly links: Readonly<Record<string, string>>;
}

export type RequestHeaders = Readonly<Record<string, string>>;

/** An idle connection may be closed by the server just as it is used again: a request that changes nothing is repeated. */
export const ask = (url: string, headers: RequestHeaders = {}): Promise<Response> =>
  fetch(url, { headers }).catch(() => fetch(url, { headers }));

export async function get<Body = Resource>(url: string, headers?: RequestHeaders): Promise<Answer<Body>> {
  return read(await ask(url, headers));
}

/** Posts a value as JSON. */
export function post<Body = Resource>(url: string, body: unknown, headers?: RequestHeaders): Promise<Answer<Body>> {
  return postText(url, JSON.stringify(body), headers);
}

/** Posts a text as it is, as JSON unless the headers say otherwise. */
export async function postText<Body>(url: string, body: string, headers: RequestHeaders = {}): Promise<Answer<Body>> {
  return read(await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body }));
}

/** Any other method, with a value as JSON if there is one. */
export async function send<Body = Resource>(method: string, url: string, body?: unknown): Promise<Answer<Body>> {
  const json =
    body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  return read(await fetch(url, { method, ...json }));
}

async function read<Body>(response: Response): Promise<Answer<Body>> {
  const text = await response.text();
  const isJson = /\bjson\b/.test(response.headers.get('Content-Type') ?? '');
  const body = (text && isJson ? JSON.parse(text) : text || undefined) as Body;
  return { status: response.status, headers: response.headers, body };
}
