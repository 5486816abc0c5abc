import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';

/** A problem document of RFC 9457. `code` is stable and for programs, `title` and `detail` are for people. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  /** Further facts, such as `errors` of a validation or the actual `version` of a conflict. */
  readonly [fact: string]: unknown;
}

/** An error that is answered as a problem document. */
export class ProblemException extends HttpException {
  constructor(
    status: number,
    readonly code: string,
    detail: string,
    readonly facts: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(detail, status, options);
  }

  toProblem(): Problem {
    return createProblem(this.getStatus(), this.code, this.message, this.facts);
  }
}

/** No fact may be called like one of the five members that every problem has. */
export function createProblem(
  status: number,
  code: string,
  detail: string,
  facts: Readonly<Record<string, unknown>> = {},
): Problem {
  const title = STATUS_CODES[status] ?? 'Error';
  return { type: `urn:tickertape:problem:${code}`, title, status, detail, code, ...facts };
}
