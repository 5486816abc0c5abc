import { AppendEvent } from '../../../streams/append.requests';
import { StreamsController } from '../../../streams/streams.controller';
import { TopicsController } from '../../../streams/topics.controller';
import { describeController } from '../controller-info';
import { arrayOf, object, text } from './schemas';

export const streams = describeController(StreamsController, 'Many topics on one connection.', {
  stream: {
    summary: 'A stream of 1 to 100 topics, with one cursor for all.',
    query: {
      topic: {
        ...arrayOf(text),
        minItems: 1,
        maxItems: 100,
        description: '`family/id`, once for each; `family/*` for a whole family that allows it.',
      },
    },
  },
});

export const topics = describeController(TopicsController, 'Appending events.', {
  append: {
    summary: 'Appends an event, or several: all or none.',
    description:
      'The data is checked by the schema of its type: `422` says what is wrong with it. The same `id` again appends ' +
      'nothing. `409 conflict` when `expectVersion` is not the version of the topic, `409 closed` when it is finished.',
    body: { dto: AppendEvent, orSeveral: true },
    repeatable: true,
    answer: object({ cursor: text, version: { type: 'integer', minimum: 1 } }),
  },
});
