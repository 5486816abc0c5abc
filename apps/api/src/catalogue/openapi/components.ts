import { families, type AnyFamily } from '@tickertape/events';
import { eventTypes, exampleStates, type EventTypeDescription, type JsonSchema } from '@tickertape/events/catalogue';
import { CONTROL_EVENTS, isControlEvent, type ControlEventType } from '@tickertape/wire';
import { CONTROL_EVENT_DESCRIPTIONS } from '../control-events.schema';
import { dataSchema, messageSchema, stateSchema } from '../message.schema';

type Schemas = Readonly<Record<string, JsonSchema>>;

export const refTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** What `toResource` makes of the state of a topic. */
const RESOURCE: JsonSchema = {
  type: 'object',
  properties: {
    topic: { type: 'string', description: '`family/id`' },
    cursor: {
      type: 'string',
      description: 'A stream that starts from here continues this state without a gap or a repeat.',
    },
    version: { type: 'integer', minimum: 0, description: 'How many events the topic has had.' },
    links: { type: 'object', properties: { self: { type: 'string' } }, required: ['self'] },
  },
  required: ['topic', 'cursor', 'version', 'links'],
};

/** RFC 9457. */
const PROBLEM: JsonSchema = {
  type: 'object',
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { type: 'string', description: 'For people.' },
    code: { type: 'string', description: 'For programs: it stays as it is.' },
    errors: {
      type: 'array',
      description: 'Of a validation: the fields that are wrong.',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, message: { type: 'string' } },
        required: ['path', 'message'],
      },
    },
    version: { type: 'integer', minimum: 0, description: 'Of a conflict: the version of the topic.' },
    allowed: { type: 'array', items: { type: 'string' }, description: 'Of an illegal transition: the legal ones.' },
  },
  required: ['type', 'title', 'status', 'detail', 'code'],
};

/** OpenAI's shape of errors, on the routes that its clients call. */
const OPENAI_ERROR: JsonSchema = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: {
        message: { type: 'string' },
        type: { type: 'string' },
        param: { type: ['string', 'null'], description: 'The field that is wrong, if it is one.' },
        code: { type: ['string', 'null'] },
      },
      required: ['message', 'type', 'param', 'code'],
    },
  },
  required: ['error'],
};

/** Every schema that does not belong to one operation: of events, their frames and streams, of states and errors. */
export function sharedSchemas(): Schemas {
  const types = eventTypes();
  const states = exampleStates();
  return Object.assign(
    { Problem: PROBLEM, OpenAiError: OPENAI_ERROR, Resource: RESOURCE },
    ...types.map(eventSchemas),
    ...CONTROL_EVENTS.map(controlSchemas),
    ...families.map((family) => familySchemas(family, states[family.name] ?? {}, types)),
    { 'stream.frame': { oneOf: [...CONTROL_EVENTS, ...types.map(({ type }) => type)].map(refToFrame) } },
  ) as Schemas;
}

/** Those that are referred to, from a part of the document or from one another. */
export function usedSchemas(schemas: Schemas, part: object): Schemas {
  const used = new Set<string>();
  const visit = (text: string): void => {
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(JSON.stringify(schemas[name]));
    }
  };
  visit(JSON.stringify(part));
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
}

function eventSchemas(type: EventTypeDescription): Schemas {
  const { type: name, description, sample } = type;
  return {
    [name]: { description, ...dataSchema(type), examples: [sample] },
    [`${name}.frame`]: frameSchema(name, messageSchema(type, refTo(name))),
  };
}

function controlSchemas(name: ControlEventType): Schemas {
  const { description, schema } = CONTROL_EVENT_DESCRIPTIONS[name];
  return { [name]: { description, ...schema }, [`${name}.frame`]: frameSchema(name, refTo(name)) };
}

/** The state of a family, its resource, and what comes on a stream of one of its topics. */
function familySchemas(family: AnyFamily, example: object, types: readonly EventTypeDescription[]): Schemas {
  const { name } = family;
  const own = types.filter((type) => type.family === name).map(({ type }) => type);
  const snapshot: JsonSchema = {
    allOf: [refTo('tape.snapshot'), { type: 'object', properties: { state: refTo(`${name}.state`) } }],
  };
  const frames = [...CONTROL_EVENTS, ...own].map((type) =>
    type === 'tape.snapshot' ? frameSchema(type, snapshot) : refToFrame(type),
  );
  return {
    [`${name}.state`]: stateSchema(family, example),
    [`${name}.resource`]: { allOf: [refTo(`${name}.state`), refTo('Resource')] },
    [`${name}.stream.frame`]: { oneOf: frames },
  };
}

const refToFrame = (type: string): JsonSchema => refTo(`${type}.frame`);

/** A frame as it is after parsing, by the rules of OpenAPI 3.2 for event streams: fields are texts. */
function frameSchema(event: string, data: JsonSchema): JsonSchema {
  return {
    type: 'object',
    properties: {
      id: {
        type: 'string',
        maxLength: 64,
        description: 'The cursor from which a reconnect loses nothing; empty: start afresh.',
      },
      event: { const: event },
      data: { type: 'string', contentMediaType: 'application/json', contentSchema: data },
      ...(isControlEvent(event) && { retry: { type: 'integer', minimum: 0 } }),
    },
    required: ['id', 'event', 'data'],
  };
}
