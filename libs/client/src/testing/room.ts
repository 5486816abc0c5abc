import { isTopic } from '@tickertape/wire';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Answer, RoomCommand, RoomReport, SeenRequest } from './room-commands';
import { RoomStream } from './room-stream';
import { RoomTape } from './room-tape';

const SETTINGS = { heartbeatMs: 5_000, retryMs: 20 };

/** One test's part of the server: a tape, and how the server behaves for it. */
export class Room {
  private readonly tape = new RoomTape();
  private readonly settings = { ...SETTINGS };
  private readonly streams = new Set<RoomStream>();
  private readonly requests: SeenRequest[] = [];
  private readonly openedAt = Date.now();
  private streamAnswers: Answer[] = [];
  private requestAnswers: Answer[] = [];
  private forbidden: Omit<Extract<RoomCommand, { kind: 'forbid' }>, 'kind'> = { topics: [], named: true };
  private open = 0;

  get report(): RoomReport {
    return { requests: this.requests, open: this.open };
  }

  command(command: RoomCommand): void {
    switch (command.kind) {
      case 'append':
      case 'lose':
        for (const { type, data } of command.events) {
          const event = this.tape.append(command.topic, type, data);
          if (command.kind === 'append') for (const stream of [...this.streams]) stream.show(event);
        }
        return;
      case 'answer-streams':
        this.streamAnswers = [...command.answers];
        return;
      case 'answer-requests':
        this.requestAnswers = [...command.answers];
        return;
      case 'cut':
        return this.each((stream) => stream.cut());
      case 'end':
        return this.each((stream) => stream.end());
      case 'quietly':
        return this.each((stream) => stream.fallSilent());
      case 'send':
        return this.each((stream) => stream.write(command.text));
      case 'wipe':
        this.tape.wipe();
        return this.each((stream) => stream.cut());
      case 'forbid':
        this.forbidden = command;
        return;
      case 'set':
        Object.assign(this.settings, command);
    }
  }

  answer(request: SeenRequest, response: ServerResponse): void {
    this.requests.push(request);
    if (request.path === '/v1/stream') void this.answerStream(request, response);
    else this.answerRequest(request, response);
  }

  private async answerStream(request: SeenRequest, response: ServerResponse): Promise<void> {
    const refused = request.topics.find((topic) => this.forbidden.topics.includes(topic));
    if (refused !== undefined) {
      if (this.forbidden.lagMs) await setTimeout(this.forbidden.lagMs);
      const problem = { code: 'topic_not_found', detail: `${refused} does not exist`, status: 404 };
      const body = JSON.stringify(this.forbidden.named ? { ...problem, topic: refused } : problem);
      response.writeHead(404, { 'Content-Type': 'application/problem+json' }).end(body);
      return;
    }
    const answer: Answer = this.streamAnswers.shift() ?? { then: 'serve' };
    const { status = 200, headers, text = '', paceMs, then = 'end' } = answer;
    this.open += 1;
    response.once('close', () => (this.open -= 1));
    const cursor = request.headers['last-event-id'] ?? request.query['lastEventId'] ?? '';
    const isPoll = request.query['maxStreamMs'] === '0';
    if (then === 'serve' && this.isFinished(request.topics, request.snapshots, cursor)) {
      response.writeHead(204).end();
      return;
    }
    response.writeHead(status, { 'Content-Type': 'text/event-stream', ...headers });
    response.flushHeaders();
    for (const piece of paceMs ? text.split(/(?<=\n)/) : [text]) {
      response.write(piece);
      if (paceMs) await setTimeout(paceMs);
    }
    if (then === 'end') response.end();
    if (then === 'cut') setImmediate(() => response.destroy());
    if (then !== 'serve') return;
    const { topics, snapshots } = request;
    const stream = new RoomStream(response, { topics, snapshots, cursor, isPoll }, this.tape, this.settings);
    this.streams.add(stream);
    response.once('close', () => this.streams.delete(stream));
    stream.begin();
  }

  private isFinished(topics: readonly string[], snapshots: readonly string[], cursor: string): boolean {
    const place = this.tape.placeOf(cursor);
    if (place === undefined || snapshots.length > 0) return false;
    return topics.every((topic) => isTopic(topic) && this.tape.stateAt(topic, place).closed);
  }

  /** Echoes what was asked, unless it is to answer something else. */
  private answerRequest(request: SeenRequest, response: ServerResponse): void {
    const { status = 200, headers, text = JSON.stringify(request), then = 'end' } = this.requestAnswers.shift() ?? {};
    if (then === 'nothing') return;
    if (then === 'cut') {
      // Inside the answer: a browser repeats by itself what was cut off before it.
      response.writeHead(status, { 'Content-Type': 'application/json' }).write('{');
      setImmediate(() => response.destroy());
      return;
    }
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(text);
  }

  private each(call: (stream: RoomStream) => void): void {
    for (const stream of [...this.streams]) call(stream);
  }

  /** A request as the room keeps it. */
  see(message: IncomingMessage, path: string, query: URLSearchParams, body: string): SeenRequest {
    return {
      method: message.method ?? '',
      path,
      topics: query.getAll('topic'),
      snapshots: query.getAll('snapshot'),
      query: Object.fromEntries(query),
      headers: message.headers as Record<string, string>,
      body,
      atMs: Date.now() - this.openedAt,
    };
  }
}
