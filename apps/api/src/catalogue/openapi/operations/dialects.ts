import type { JsonSchema } from '@tickertape/events/catalogue';
import { AiSdkController } from '../../../dialects/ai-sdk/ai-sdk.controller';
import { SendChat } from '../../../dialects/ai-sdk/ai-sdk.requests';
import { ChatController } from '../../../dialects/openai/chat/chat.controller';
import { CreateChatCompletion } from '../../../dialects/openai/chat/chat.requests';
import { ModelsController } from '../../../dialects/openai/models/models.controller';
import { ResponsesController } from '../../../dialects/openai/responses/responses.controller';
import { CreateResponse } from '../../../dialects/openai/responses/responses.requests';
import { describeController } from '../controller-info';
import { arrayOf, object, resourceOf, text } from './schemas';

/** The dialects' own events: their schemas are those of whose dialects they are. */
const events = { 'text/event-stream': { itemSchema: object({ event: text, data: text }, 'event') } };
const seconds: JsonSchema = { type: 'integer' };
const model = object({ id: text, object: { const: 'model' }, created: seconds, owned_by: text });
const response = object({ id: text, object: { const: 'response' }, created_at: seconds, status: text, model: text });

export const chat = describeController(
  ChatController,
  "OpenAI's chat completions.",
  {
    create: {
      summary: 'A chat completion, with `stream` as a stream. Whoever leaves cancels it.',
      body: { dto: CreateChatCompletion, unknownFields: 'ignored' },
      answer: object({
        id: text,
        object: { const: 'chat.completion' },
        created: seconds,
        model: text,
        choices: arrayOf({}),
      }),
      content: events,
    },
  },
  'openai',
);

export const models = describeController(
  ModelsController,
  "OpenAI's list of models.",
  {
    list: { summary: 'The models.', answer: object({ object: { const: 'list' }, data: arrayOf(model) }) },
    get: { summary: 'A model.', answer: model },
  },
  'openai',
);

export const responses = describeController(
  ResponsesController,
  "OpenAI's responses.",
  {
    create: {
      summary: 'A response, with `stream` as a stream, with `background` apart from the request.',
      body: { dto: CreateResponse, unknownFields: 'ignored' },
      answer: response,
      content: events,
    },
    get: {
      summary: 'A response as it is so far, or its events.',
      query: {
        stream: { enum: ['true'], description: 'Its events instead.' },
        starting_after: { type: 'integer', minimum: 0, description: 'The `sequence_number` after which they start.' },
      },
      answer: response,
      content: events,
    },
    cancel: { summary: 'Ends a response. One that has ended stays as it is.', answer: response },
  },
  'openai',
);

export const aiSdk = describeController(AiSdkController, "The AI SDK's chats.", {
  send: {
    summary: 'Answers a chat, as a UI message stream.',
    body: { dto: SendChat, unknownFields: 'ignored' },
    content: events,
  },
  resume: {
    summary: 'The latest answer of a chat once more, and on.',
    content: events,
    responses: { 204: { description: 'The chat has no answer yet.' } },
  },
  stop: { summary: 'Ends the latest answer of a chat, for all who watch.', answer: resourceOf('generations') },
});
