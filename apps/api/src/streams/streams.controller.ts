import { Controller, Query, Sse, type MessageEvent } from '@nestjs/common';
import { ProblemException, StreamStart, TapeStreams, type StreamRequest } from '@tickertape/nestjs';
import { isTopicSelector, type Topic } from '@tickertape/wire';
import type { Observable } from 'rxjs';

const TOPICS_MAX = 100;

@Controller('v1/stream')
export class StreamsController {
  constructor(private readonly streams: TapeStreams) {}

  /** Many topics on one connection: `?topic=` once for each, `family/*` for a whole family. */
  @Sse()
  stream(@Query('topic') topic: unknown, @StreamStart() start: StreamRequest): Promise<Observable<MessageEvent>> {
    return this.streams.openMany(readTopics(topic), start);
  }
}

function readTopics(value: unknown): Topic[] {
  const texts = [value ?? []].flat().map(String);
  if (texts.length === 0 || texts.length > TOPICS_MAX) {
    throw bad(`give 1 to ${TOPICS_MAX} topics, as in ?topic=orders/42&topic=news/front`);
  }
  return texts.map((text) => {
    if (isTopicSelector(text)) return text;
    throw bad(`"${text}" is not a topic: it is family/id, or family/* for a whole family`);
  });
}

function bad(message: string): ProblemException {
  return new ProblemException(400, 'bad_parameter', message, { errors: [{ path: 'topic', message }] });
}
