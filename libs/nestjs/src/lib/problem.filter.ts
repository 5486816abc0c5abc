import { STATUS_CODES, type IncomingMessage } from 'node:http';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { TapeError } from '@tickertape/tape';
import { createProblem, ProblemException, type Problem } from './problem.exception';
import { requestIdOf } from './request-id';
import { StreamFinished } from './stream-finished.exception';
import { TAPE_ERROR_STATUS } from './tape-error-status';

/** Seconds after which a client may try again while the store is out of order. */
const RETRY_AFTER_S = 5;

/**
 * Answers every error before the first byte as `application/problem+json`. What is not an HTTP error or a `TapeError` is
 * answered as `internal`, without its text. An error that is answered 5xx is logged, with the id of its request, unless it
 * is a `ProblemException`: that one is an answer.
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
      this.log(error, host);
      (response as { destroy?: () => void }).destroy?.();
      return;
    }
    if (error instanceof StreamFinished) {
      httpAdapter.reply(response, undefined, error.getStatus());
      return;
    }
    const problem = this.toProblem(error);
    if (problem.status >= 500 && !(error instanceof ProblemException)) this.log(error, host, problem.status);
    if (problem.status === 503) httpAdapter.setHeader(response, 'Retry-After', String(RETRY_AFTER_S));
    httpAdapter.setHeader(response, 'Content-Type', 'application/problem+json; charset=utf-8');
    httpAdapter.reply(response, JSON.stringify(problem), problem.status);
  }

  private log(error: unknown, host: ArgumentsHost, status?: number): void {
    const { method, url, headers } = host.switchToHttp().getRequest<IncomingMessage>();
    // Without its query, which may carry what is nobody's business.
    const [path] = (url ?? '').split('?');
    this.logger.error({ message: 'request failed', requestId: requestIdOf(headers), method, path, status, error });
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
