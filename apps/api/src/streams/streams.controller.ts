import { Controller, Query, Sse, type MessageEvent } from '@nestjs/common';
import { ProblemException, StreamStart, TapeStreams, type StreamRequest } from '@tickertape/nestjs';
import { isSelected, isTopicSelector, type Topic } from '@tickertape/wire';
import type { Observable } from 'rxjs';

const TOPICS_MAX = 100;

@Controller('v1/stream')
export class StreamsController {
  constructor(private readonly streams: TapeStreams) {}

  /** Many topics on one connection: `?topic=` once for each, `family/*` for a whole family. */
  @Sse()
  stream(@Query('topic') topic: unknown, @StreamStart() start: StreamRequest): Promise<Observable<MessageEvent>> {
    const topics = readTopics(topic);
    const selectors = new Set<string>(topics);
    const strange = start.snapshots.find((asked) => !isSelected(asked, selectors));
    if (strange) throw bad('snapshot', `"${strange}" is not among the topics of this stream`);
    return this.streams.open(topics, start);
  }
}

function readTopics(value: unknown): Topic[] {
  const texts = [value ?? []].flat().map(String);
  if (texts.length === 0 || texts.length > TOPICS_MAX) {
    throw bad('topic', `give 1 to ${TOPICS_MAX} topics, as in ?topic=orders/42&topic=news/front`);
  }
  return texts.map((text) => {
    if (isTopicSelector(text)) return text;
    throw bad('topic', `"${text}" is not a topic: it is family/id, or family/* for a whole family`);
  });
}

function bad(path: string, message: string): ProblemException {
  return new ProblemException(400, 'bad_parameter', message, { errors: [{ path, message }] });
}
