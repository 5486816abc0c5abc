import type { ServerResponse } from 'node:http';
import { Catch, HttpException, Logger, type ArgumentsHost } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ProblemException, ProblemFilter, requestIdOf } from '@tickertape/nestjs';
import { TapeError } from '@tickertape/tape';
import type { Request } from 'express';
import { toParam } from './openai.body';
import { badRequest, OpenAiError } from './openai.error';

/** The routes whose clients know OpenAI's errors and no others. */
const OPENAI_ROUTES = /^\/v1\/(?:chat\/completions|models|responses)(?:[/?]|$)/;

/** How long clients are told to wait while the store is out of order, in milliseconds. */
const RETRY_AFTER_MS = 5_000;

/**
 * Answers every error of OpenAI's routes before the first byte in OpenAI's shape, those of bodies that could not be read
 * included; every other route has its problem document. What is not meant for clients is logged, and answered without its
 * text.
 */
@Catch()
export class OpenAiFilter extends ProblemFilter {
  private readonly ownLogger = new Logger(OpenAiFilter.name);

  constructor(adapterHost: HttpAdapterHost) {
    super(adapterHost);
  }

  override catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<ServerResponse>();
    if (!OPENAI_ROUTES.test(request.originalUrl) || response.headersSent) {
      super.catch(error, host);
      return;
    }
    const answer = toOpenAiError(error);
    const status = answer.getStatus();
    if (status >= 500 && !(error instanceof HttpException)) {
      const { method, path } = request;
      const requestId = requestIdOf(request.headers);
      this.ownLogger.error({ message: 'request failed', requestId, method, path, status, error });
    }
    for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.statusCode = status;
    response.end(JSON.stringify({ error: answer.body }));
  }
}

function toOpenAiError(error: unknown): OpenAiError {
  if (error instanceof OpenAiError) return error;
  if (error instanceof ProblemException) return ofProblem(error);
  if (error instanceof TapeError) return ofTape(error);
  if (error instanceof HttpException) return ofStatus(error.getStatus(), error.message);
  // What reads bodies says so when its words are for clients.
  if (error instanceof Error && 'statusCode' in error && 'expose' in error && error.expose === true) {
    return ofStatus(Number(error.statusCode), error.message);
  }
  return ofStatus(500, 'Something went wrong here; the log of the server says what.');
}

/** A field that is wrong is a 400 to OpenAI's clients, and named by `param`. */
function ofProblem(problem: ProblemException): OpenAiError {
  const { status, detail, code, errors } = problem.toProblem();
  const path = (errors as readonly { path: string }[] | undefined)?.[0]?.path;
  const param = path === undefined ? null : toParam(path);
  return new OpenAiError(status === 422 ? 400 : status, detail, { param, code });
}

function ofTape(error: TapeError): OpenAiError {
  if (error.code === 'topic_not_found') return new OpenAiError(404, error.message, { code: 'not_found' });
  if (error.code === 'invalid_event') return badRequest(error.message);
  if (error.code === 'store_failed' || error.code === 'store_closed') {
    return new OpenAiError(503, 'The store is out of order.', { code: error.code, retryAfterMs: RETRY_AFTER_MS });
  }
  return ofStatus(500, 'Something went wrong here; the log of the server says what.');
}

function ofStatus(status: number, message: string): OpenAiError {
  return new OpenAiError(status, message, { code: status === 500 ? 'internal' : null });
}
