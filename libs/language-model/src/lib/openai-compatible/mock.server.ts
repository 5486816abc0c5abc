import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** One request that a server got. */
export interface ReceivedRequest {
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
  /** Resolves when its connection is gone. */
  closed: Promise<void>;
}

export type Answer = (response: ServerResponse, request: ReceivedRequest) => void | Promise<void>;

/** For specs: a real server on a free port that answers each request by the next of the answers, the last again and again. */
export const startServer = async (...answers: [Answer, ...Answer[]]) => {
  const requests: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    const closed = new Promise<void>((resolve) => response.on('close', resolve));
    void text(request).then((body) => {
      const received = {
        path: request.url ?? '',
        headers: request.headers,
        body: JSON.parse(body) as Record<string, unknown>,
        closed,
      };
      requests.push(received);
      const answer = answers[Math.min(requests.length, answers.length) - 1] as Answer;
      return answer(response, received);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    requests,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** A frame of a chat completion stream. */
export const frame = (chunk: unknown) => `data: ${typeof chunk === 'string' ? chunk : JSON.stringify(chunk)}\n\n`;

/** A chunk of the first choice. */
export const chunk = (delta: object, finish_reason: string | null = null) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta, finish_reason }],
});

/** A chunk with the usage, and no choices. */
export const usageChunk = (prompt_tokens: number, completion_tokens: number, reasoning_tokens?: number) => ({
  choices: [],
  usage: {
    prompt_tokens,
    completion_tokens,
    total_tokens: prompt_tokens + completion_tokens,
    ...(reasoning_tokens !== undefined && { completion_tokens_details: { reasoning_tokens } }),
  },
});

/** Answers with a stream of these frames, and ends it. */
export const stream =
  (...chunks: unknown[]): Answer =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(chunks.map(frame).join(''));
  };

/** Answers with an error. */
export const refuse =
  (status: number, headers: Record<string, string> = {}, error: object = { message: 'no', type: 'test' }): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error }));
  };
