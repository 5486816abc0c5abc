import { ServerResponse } from 'node:http';
import { Injectable, type MessageEvent } from '@nestjs/common';
import { Tape, TapeError, type PreparedReader } from '@tickertape/tape';
import type { Topic } from '@tickertape/wire';
import { Observable, of } from 'rxjs';
import { closeWhenAsked } from './close-when-asked';
import type { Dialect } from './dialect';
import { DialectSink } from './dialect-sink';
import { ObservableSink } from './observable-sink';
import { OpenResponses } from './open-responses';
import { ProblemException } from './problem.exception';
import { ResponseSink } from './response-sink';
import { StreamFinished } from './stream-finished.exception';
import type { StreamRequest } from './stream-request';

/** Where the stream of a dialect starts, and the response that it goes to. */
export interface DialectRequest extends Omit<StreamRequest, 'response' | 'snapshots'> {
  readonly response: ServerResponse;
  /** The stream has no lifetime: for a format that cannot be resumed. Its topics have to end by themselves. Default: false. */
  readonly untilFinished?: boolean;
}

/** Streams for `@Sse()` handlers, and for handlers that speak another wire format. */
@Injectable()
export class TapeStreams {
  constructor(
    private readonly tape: Tape,
    private readonly responses: OpenResponses,
  ) {}

  /**
   * The stream of topics that a path names, for an `@Sse()` handler to return. Rejects with a `TapeError` for those that
   * cannot be read, whole families among them, and with `StreamFinished` (`204`) when the client has everything and nothing
   * will follow.
   */
  async open(topics: readonly Topic[], start: StreamRequest): Promise<Observable<MessageEvent>> {
    const whole = topics.find((topic) => topic.endsWith('/*'));
    if (whole) throw new TapeError('topic_not_found', `"${whole}" is not one topic`, { topic: whole });
    return this.openMany(topics, start);
  }

  /** The same of topics and whole families (`family/*`) that a client chooses. */
  async openMany(topics: readonly Topic[], { response, ...start }: StreamRequest): Promise<Observable<MessageEvent>> {
    const prepared = await this.tape.readers.prepare({ topics, ...start });
    if (prepared.start.kind === 'finished') throw new StreamFinished();
    closeWhenAsked(response);
    // HEAD asks for the headers of the stream alone; the frame makes Nest send them, and gets no further.
    if (isHead(response)) return of({ id: '', data: '' });
    // Exactly Node's own HTTP/1 response: HTTP/2 and wrapped responses have other ideas of a write.
    return response instanceof ServerResponse ? this.direct(prepared, response) : this.plain(prepared, response);
  }

  /**
   * Sends the stream of some topics in another wire format, to a response of Node whose headers it sends if nobody has.
   * Rejects as `open` does, before the first byte, and with a problem `overloaded` (`503`) where `open` says so by
   * `tape.drain`; resolves when the connection is over, in whatever way: see `dialect.isComplete`.
   */
  async render(topics: readonly Topic[], { response, ...start }: DialectRequest, dialect: Dialect): Promise<void> {
    const prepared = await this.tape.readers.prepare({ topics, ...start });
    if (response.destroyed) return;
    if (this.tape.readers.isFull)
      throw new ProblemException(503, 'overloaded', 'too many streams are open; come back later');
    response.flushHeaders();
    this.responses.add(response);
    const sink = new DialectSink(response, dialect);
    sink.attach(this.tape.readers.open(prepared, sink));
    await sink.closed;
  }

  private direct(prepared: PreparedReader, response: ServerResponse): Observable<MessageEvent> {
    const sink = new ResponseSink(response);
    return new Observable((subscriber) => {
      this.responses.add(response);
      sink.begin(subscriber, () => this.tape.readers.open(prepared, sink));
      return () => sink.unsubscribed();
    });
  }

  private plain(prepared: PreparedReader, response: unknown): Observable<MessageEvent> {
    const { raw = response } = (response ?? {}) as { raw?: unknown };
    return new Observable((subscriber) => {
      const sink = new ObservableSink(subscriber, () => (raw as { destroy?: () => void } | undefined)?.destroy?.());
      const reader = this.tape.readers.open(prepared, sink);
      return () => reader?.leave();
    });
  }
}

function isHead(response: unknown): boolean {
  return (response as { req?: { method?: string } } | undefined)?.req?.method === 'HEAD';
}
