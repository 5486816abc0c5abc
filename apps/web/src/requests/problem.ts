/** RFC 9457, as the API answers it. */
interface ProblemDetails {
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly code?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

/** A request that the API refused. `message` is for people, `code` is for code. */
export class Problem extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
  ) {
    super(message);
    this.name = 'Problem';
  }
}

/** What a person is told of a refusal: the detail and what is wrong with each field. */
export function describeProblem(status: number, body: ProblemDetails): string {
  const { title, detail, errors = [] } = body;
  const said = detail ?? title ?? `The server answered ${status}.`;
  const fields = errors.map(({ path, message }) => (message.startsWith(path) ? message : `${path}: ${message}`));
  // A detail that repeats its fields is not repeated a third time.
  const news = fields.filter((field) => !said.includes(field));
  return [said, news.join('; ')].filter(Boolean).join(' ');
}

/** The problem in an answer that is none of the expected; bodies that are not problem+json too. */
export async function readProblem(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as ProblemDetails;
  return new Problem(describeProblem(response.status, body), response.status, body.code ?? 'unknown');
}
