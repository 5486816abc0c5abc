import { ClientError, type Problem } from '../client-error';

const isText = (value: unknown): value is string => typeof value === 'string';

/** What a person is told of a refusal: the detail and what is wrong with each field, as far as it is said as here. */
export function describeProblem(status: number, { title, detail, errors }: Problem): string {
  const said = [detail, title].find(isText) ?? `The server answered ${status}.`;
  const fields = [errors].flat().flatMap((error?: { readonly path?: unknown; readonly message?: unknown } | null) => {
    const { path, message } = error ?? {};
    if (!isText(message)) return [];
    return !isText(path) || message.startsWith(path) ? message : `${path}: ${message}`;
  });
  // A detail that repeats its fields is not repeated a third time.
  const news = fields.filter((field) => !said.includes(field));
  return [said, news.join('; ')].filter(Boolean).join(' ');
}

/** The error in an answer that is none of the expected, whether it has a problem document or not. Never rejects. */
export async function readProblem(response: Response): Promise<ClientError> {
  const { status } = response;
  const problem = await readDocument(response);
  const said = isText(problem?.code) ? problem.code : `http_${status}`;
  const code = status === 401 ? 'unauthorized' : said;
  const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), Date.now());
  return new ClientError(code, describeProblem(status, problem ?? {}), { status, problem, retryAfterMs });
}

async function readDocument(response: Response): Promise<Problem | undefined> {
  const body: unknown = await response.json().catch(() => undefined);
  return typeof body === 'object' && body !== null ? (body as Problem) : undefined;
}

/** `Retry-After`, seconds or a date (RFC 9110, 10.2.3), in milliseconds from `now`; `undefined` for anything else. */
export function readRetryAfter(value: string | null, now: number): number | undefined {
  if (!value) return undefined;
  const waitMs = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}
