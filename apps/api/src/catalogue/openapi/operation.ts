import { families } from '@tickertape/events';
import type { JsonSchema } from '@tickertape/events/catalogue';
import { toJsonSchema } from '@tickertape/events/dto';
import { refTo } from './components';
import type { BodyInfo, ControllerInfo, OpenApiObject, OperationInfo } from './controller-info';
import type { Route } from './routes';

/** `OrdersController` is about `orders`, `AiSdkController` about `ai-sdk`. */
export function tagOf({ controller }: Pick<Route, 'controller'>): string {
  const name = controller.name.replace(/Controller$/, '');
  return name.replaceAll(/(?!^)[A-Z]/g, '-$&').toLowerCase();
}

/** The operation of a route: from its code what its code says, the rest from its description. */
export function toOperation(route: Route, info: ControllerInfo | undefined): OpenApiObject {
  const said = info?.operations[route.handler] ?? conventionOf(route);
  const body = bodyOf(route, said);
  const parameters = parametersOf(route, said);
  return {
    tags: [tagOf(route)],
    operationId: operationIdOf(route),
    summary: said.summary,
    ...(said.description && { description: said.description }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: { required: isBodyRequired(route), content: { 'application/json': { schema: body } } },
    }),
    responses: {
      ...successOf(route, said),
      ...said.responses,
      '4XX': { $ref: `#/components/responses/${info?.errors === 'openai' ? 'OpenAiError' : 'Problem'}` },
      '5XX': { $ref: `#/components/responses/${info?.errors === 'openai' ? 'OpenAiError' : 'Problem'}` },
    },
  };
}

/** The two routes that every family has need no words of their own. */
function conventionOf(route: Route): OperationInfo {
  const family = familyOf(route);
  const about = /^\/v1\/[^/]+\/\{\w+\}(\/stream)?$/.exec(route.path);
  if (family === undefined || !about || route.method !== 'get') return { summary: '' };
  if (route.isStream) return { summary: `The stream of ${family}/{id}.` };
  return { summary: `The state of ${family}/{id}.`, answer: refTo(`${family}.resource`) };
}

/** The family whose name a path begins with: the convention of features. */
function familyOf({ path }: Route): string | undefined {
  return families.find(({ name }) => path.startsWith(`/v1/${name}/`))?.name;
}

function operationIdOf({ controller, handler, alias = '' }: Route): string {
  const words = [...tagOf({ controller }).split('-'), ...handler.split(/(?=[A-Z])/), alias];
  return words.map((word, i) => (i === 0 ? word : word.slice(0, 1).toUpperCase() + word.slice(1))).join('');
}

function parametersOf(route: Route, said: OperationInfo): OpenApiObject[] {
  const { path, takesCursor, takesKey } = route;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const query: Readonly<Record<string, JsonSchema>> = {
    ...Object.fromEntries(route.query.map((name) => [name, {}])),
    ...said.query,
  };
  return [
    ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...Object.entries(query).map(([name, { description, ...schema }]) => ({ name, in: 'query', description, schema })),
    ...(said.parameters ?? []),
    ...(takesCursor ? STREAM_PARAMETERS : []).map(refToParameter),
    ...(takesKey ? ['IdempotencyKey'] : []).map(refToParameter),
  ];
}

const STREAM_PARAMETERS = ['LastEventId', 'lastEventId', 'snapshot', 'maxHz', 'maxStreamMs'];

const refToParameter = (name: string): OpenApiObject => ({ $ref: `#/components/parameters/${name}` });

function bodyOf({ body, hasBody }: Route, said: OperationInfo): JsonSchema | undefined {
  if (!hasBody) return undefined;
  if (body) return refTo(body.name);
  return said.body && schemaOfBody(said.body);
}

/** A request without a body is one whose fields are all absent. */
function isBodyRequired({ body }: Route): boolean {
  return body === undefined || toJsonSchema(body).required !== undefined;
}

function schemaOfBody({ dto, orSeveral }: BodyInfo): JsonSchema {
  const one = refTo(dto.name);
  return orSeveral ? { oneOf: [one, { type: 'array', items: one, minItems: 1 }] } : one;
}

/** The schema of the class of an operation's body, by the name of the class. */
export function bodySchemas(route: Route, info: ControllerInfo | undefined): Readonly<Record<string, JsonSchema>> {
  const said = info?.operations[route.handler]?.body;
  const dto = route.body ?? said?.dto;
  return dto ? { [dto.name]: toJsonSchema(dto, { unknownFields: said?.unknownFields }) } : {};
}

function successOf(route: Route, said: OperationInfo): OpenApiObject {
  if (route.isStream) {
    const frame = refTo([familyOf(route), 'stream.frame'].filter(Boolean).join('.'));
    const content = { 'text/event-stream': { itemSchema: frame } };
    return {
      200: { description: 'The stream: see libs/wire/PROTOCOL.md.', content },
      ...(route.method === 'get' && { 204: { description: 'The client has everything, and nothing will follow.' } }),
    };
  }
  const content = { ...(said.answer && { 'application/json': { schema: said.answer } }), ...said.content };
  const hasContent = Object.keys(content).length > 0;
  const answer = (description: string) => ({ description, ...(hasContent && { content }) });
  if (route.status !== 201) return { [route.status]: answer('Done.') };
  return {
    201: { ...answer('It is there now.'), ...(route.takesKey && { headers: LOCATION }) },
    ...((said.repeatable || route.takesKey) && { 200: answer('It was there already.') }),
  };
}

const LOCATION: OpenApiObject = { Location: { description: 'Where it is.', schema: { type: 'string' } } };
