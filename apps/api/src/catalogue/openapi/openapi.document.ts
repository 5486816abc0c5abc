import type { Type } from '@nestjs/common';
import type { JsonSchema } from '@tickertape/events/catalogue';
import { PROTOCOL_VERSION } from '@tickertape/wire';
import { refTo, sharedSchemas, usedSchemas } from './components';
import type { ControllerInfo, OpenApiObject } from './controller-info';
import { bodySchemas, tagOf, toOperation } from './operation';
import { routesOf, type Route } from './routes';

/** OpenAPI 3.2 of some controllers. Every route of theirs is in it, described or not. */
export function createOpenApi(controllers: readonly Type[], infos: readonly ControllerInfo[]): OpenApiObject {
  const routes = routesOf(inOrder(controllers, infos));
  const infoOf = ({ controller }: Route) => infos.find((info) => info.controller === controller);
  const paths = pathsOf(routes, (route) => toOperation(route, infoOf(route)));
  const bodies = routes.map((route) => bodySchemas(route, infoOf(route)));
  const schemas = Object.assign(sharedSchemas(), ...bodies) as Readonly<Record<string, JsonSchema>>;
  return {
    openapi: '3.2.0',
    info: {
      title: 'Tickertape',
      version: String(PROTOCOL_VERSION),
      description:
        'AI tokens, activity feeds and live data over Server-Sent Events. Every live view is a snapshot plus a tail: a stream ' +
        'can be cut anywhere, and goes on from the `id` of its last frame.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [],
    tags: tagsOf(routes, infoOf),
    paths,
    components: {
      schemas: usedSchemas(schemas, { paths, RESPONSES }),
      parameters: PARAMETERS,
      responses: RESPONSES,
    },
  };
}

/** As they are described; those that are not come last. */
function inOrder(controllers: readonly Type[], infos: readonly ControllerInfo[]): Type[] {
  const described = infos.map(({ controller }) => controller).filter((controller) => controllers.includes(controller));
  return [...new Set([...described, ...controllers])];
}

function tagsOf(routes: readonly Route[], infoOf: (route: Route) => ControllerInfo | undefined): OpenApiObject[] {
  const descriptions = new Map(routes.map((route) => [tagOf(route), infoOf(route)?.description]));
  return [...descriptions].map(([name, description]) => ({ name, ...(description && { description }) }));
}

function pathsOf(routes: readonly Route[], toOperation: (route: Route) => OpenApiObject): OpenApiObject {
  const paths: Record<string, Record<string, OpenApiObject>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = toOperation(route);
  return paths;
}

const query = (name: string, description: string, schema: OpenApiObject) => ({
  name,
  in: 'query',
  description,
  schema,
});
const header = (name: string, description: string, schema: OpenApiObject) => ({
  name,
  in: 'header',
  description,
  schema,
});

const PARAMETERS: OpenApiObject = {
  LastEventId: header(
    'Last-Event-ID',
    'The `id` of the last frame that the client has had: it gets exactly what follows.',
    { type: 'string' },
  ),
  lastEventId: query(
    'lastEventId',
    'The same for a first request of an `EventSource`, which cannot send the header; `start` for everything that is kept.',
    { type: 'string' },
  ),
  snapshot: query('snapshot', 'A topic, or a whole family, whose snapshots are wanted although there is a cursor.', {
    type: 'array',
    items: { type: 'string' },
  }),
  maxHz: query('maxHz', 'At most so many events a second and topic; the others are merged. For families that merge.', {
    type: 'number',
    minimum: 0.001,
    maximum: 1_000,
  }),
  maxStreamMs: query(
    'maxStreamMs',
    'A shorter life of the stream, in milliseconds; with 0 it ends once it has caught up, which makes a poll of it.',
    { type: 'integer', minimum: 0 },
  ),
  IdempotencyKey: header('Idempotency-Key', 'The same key again is the same request: nothing is made twice.', {
    type: 'string',
    minLength: 1,
    maxLength: 255,
  }),
};

const RESPONSES: OpenApiObject = {
  Problem: {
    description: 'It was not done; `code` says why.',
    content: { 'application/problem+json': { schema: refTo('Problem') } },
  },
  OpenAiError: {
    description: "It was not done; the error has OpenAI's shape.",
    content: { 'application/json': { schema: refTo('OpenAiError') } },
  },
};
