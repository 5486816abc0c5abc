import { families, type AnyFamily } from '@tickertape/events';
import { eventTypes, type EventTypeDescription, type JsonSchema } from '@tickertape/events/catalogue';
import { CONTROL_EVENTS, PROTOCOL_VERSION, type ControlEventType } from '@tickertape/wire';
import { CONTROL_EVENT_DESCRIPTIONS } from '../control-events.schema';
import { dataSchema, messageSchema } from '../message.schema';

interface AsyncApiObject {
  readonly [field: string]: unknown;
}

/** AsyncAPI 3 of the topics: a channel for each family, with the address of its topics, and a message for each event type. */
export function createAsyncApi(): AsyncApiObject {
  const types = eventTypes();
  return {
    asyncapi: '3.1.0',
    info: {
      title: 'Tickertape',
      version: String(PROTOCOL_VERSION),
      description:
        'Topics and their events. A client reads a topic by `GET /v1/stream?topic=` with the address of its channel, as ' +
        'Server-Sent Events: the name of a message is the `event` field of its frame, its headers are the other fields.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    servers: {
      here: {
        host: '{host}',
        pathname: '/v1/stream',
        protocol: 'http',
        description: 'Server-Sent Events.',
        variables: { host: { default: '127.0.0.1:3000' } },
      },
    },
    channels: Object.fromEntries(families.map((family) => [family.name, channelOf(family, types)])),
    operations: Object.fromEntries(families.flatMap(operationsOf)),
    components: {
      messages: {
        ...Object.fromEntries(CONTROL_EVENTS.map((type) => [type, controlMessage(type)])),
        ...Object.fromEntries(types.map((type) => [type.type, eventMessage(type)])),
      },
    },
  };
}

function channelOf({ name, idName, access }: AnyFamily, types: readonly EventTypeDescription[]): AsyncApiObject {
  const own = types.filter(({ family }) => family === name).map(({ type }) => type);
  const whole = access.wholeFamily ? ` A stream may take all of them, as \`${name}/*\`.` : '';
  return {
    address: `${name}/{${idName}}`,
    description: `The topics of ${name}.${whole}`,
    parameters: { [idName]: { description: `1 to 128 letters, digits or _.~@:+-` } },
    messages: Object.fromEntries(
      [...CONTROL_EVENTS, ...own].map((type) => [type, { $ref: `#/components/messages/${type}` }]),
    ),
  };
}

/** What this server does with the topics of a family: it sends what is on them, and takes what is appended. */
function operationsOf(family: AnyFamily): [string, AsyncApiObject][] {
  const { name } = family;
  const channel = { $ref: `#/channels/${name}` };
  const own = Object.keys(family.events).map((type) => ({ $ref: `#/channels/${name}/messages/${type}` }));
  const http = (method: string) => ({ http: { method, bindingVersion: '0.3.0' } });
  return [
    [`${name}.stream`, { action: 'send', channel, summary: `Streams ${name}.`, bindings: http('GET') }],
    [
      `${name}.append`,
      {
        action: 'receive',
        channel,
        summary: `Takes events of ${name}, by POST /v1/topics/${name}/{id}/events.`,
        bindings: http('POST'),
        messages: own,
      },
    ],
  ];
}

function eventMessage(type: EventTypeDescription): AsyncApiObject {
  const { type: name, description, topic, sample, terminal } = type;
  const example = { topic: topic.replace(/\{\w+\}/, '42'), version: 1, time: '2026-11-22T09:00:00.000Z', data: sample };
  return {
    name,
    summary: description,
    ...(terminal && { description: 'The topic is finished after it.' }),
    headers: HEADERS,
    payload: messageSchema(type, dataSchema(type)),
    examples: [{ name, payload: example }],
  };
}

function controlMessage(name: ControlEventType): AsyncApiObject {
  const { description, schema } = CONTROL_EVENT_DESCRIPTIONS[name];
  return { name, summary: description, headers: HEADERS, payload: schema };
}

const HEADERS: JsonSchema = {
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 64, description: 'The cursor from which a reconnect loses nothing.' },
    retry: { type: 'integer', minimum: 0, description: 'How long to wait before a reconnect, in milliseconds.' },
  },
  required: ['id'],
};
