import { STATUS_CODES } from 'node:http';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { TapeError } from '@tickertape/tape';
import { createProblem, ProblemException, type Problem } from './problem.exception';
import { StreamFinished } from './stream-finished.exception';
import { TAPE_ERROR_STATUS } from './tape-error-status';

/** Seconds after which a client may try again while the store is out of order. */
const RETRY_AFTER_S = 5;

/**
 * Answers every error before the first byte as `application/problem+json`. What is not an HTTP error or a `TapeError` is
 * logged and answered as `internal`, without its text.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  constructor(private readonly adapterHost: HttpAdapterHost) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const { httpAdapter } = this.adapterHost;
    const response: unknown = host.switchToHttp().getResponse();
    if (httpAdapter.isHeadersSent(response)) {
      // Too late for an answer: break it off, so that nobody takes it for a whole one.
      this.logger.error(error);
      (response as { destroy?: () => void }).destroy?.();
      return;
    }
    if (error instanceof StreamFinished) {
      httpAdapter.reply(response, undefined, error.getStatus());
      return;
    }
    const problem = this.toProblem(error);
    if (problem.status >= 500) this.logger.error(error);
    if (problem.status === 503) httpAdapter.setHeader(response, 'Retry-After', String(RETRY_AFTER_S));
    httpAdapter.setHeader(response, 'Content-Type', 'application/problem+json; charset=utf-8');
    httpAdapter.reply(response, JSON.stringify(problem), problem.status);
  }

  private toProblem(error: unknown): Problem {
    if (error instanceof ProblemException) return error.toProblem();
    if (error instanceof TapeError) {
      return createProblem(TAPE_ERROR_STATUS[error.code], error.code, error.message, error.facts);
    }
    const { status, detail } = httpErrorOf(error);
    return createProblem(status, codeOf(status), detail);
  }
}

/** Status and text of a Nest or Express error; of anything else nothing but 500 gets out. */
function httpErrorOf(error: unknown): { status: number; detail: string } {
  if (error instanceof HttpException) return { status: error.getStatus(), detail: error.message };
  if (error instanceof Error && 'statusCode' in error && 'expose' in error && error.expose === true) {
    return { status: Number(error.statusCode), detail: error.message };
  }
  return { status: 500, detail: 'Something went wrong here; the log of the server says what.' };
}

/** `Not Found` becomes `not_found`; 500 becomes `internal`. */
function codeOf(status: number): string {
  if (status === 500) return 'internal';
  return (STATUS_CODES[status] ?? `http_${status}`).toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
}
