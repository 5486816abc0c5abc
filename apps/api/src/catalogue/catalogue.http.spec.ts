import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { families } from '@tickertape/events';
import { eventTypes, type EventTypeDescription } from '@tickertape/events/catalogue';
import { Tape } from '@tickertape/tape';
import { CONTROL_EVENTS } from '@tickertape/wire';
import request from 'supertest';
import { createApp, type App } from '../app';
import { readConfig } from '../config';
import { DocumentsService } from './documents.service';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly { readonly name?: string; readonly in?: string; readonly description?: string }[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, unknown>>;
}

let app: App;
let documents: DocumentsService;
beforeAll(async () => {
  app = await createApp(readConfig({ TAPE_STORE: 'memory', SIMULATE: 'off', NODE_ENV: 'production' }));
  documents = app.get(DocumentsService, { strict: false });
});
afterAll(() => app.close());

const described = (): (Operation & { readonly route: string })[] =>
  Object.entries(documents.openApi['paths'] as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, route: `${method} ${path}` })),
  );

/** What Express serves, whatever put it there. */
function served(): string[] {
  const express = app.getHttpAdapter().getInstance() as {
    router: { stack: { route?: { path: string; methods: Record<string, boolean> } }[] };
  };
  return express.router.stack.flatMap(({ route }) =>
    Object.keys(route?.methods ?? {}).map((method) => `${method} ${route?.path.replaceAll(/:(\w+)/g, '{$1}')}`),
  );
}

it('has every route of the app in the OpenAPI document, and no other', () => {
  expect(served().length).toBeGreaterThan(50);
  expect(
    described()
      .map(({ route }) => route)
      .sort(),
  ).toEqual(served().sort());
});

it('says of every operation what it does, and of every query what it is', () => {
  const wordless = described().filter(({ summary }) => summary === '');
  expect(wordless.map(({ route }) => `${route}: describe it in openapi/operations`)).toEqual([]);
  const unexplained = described().flatMap(({ route, parameters = [] }) =>
    parameters.filter((given) => given.in === 'query' && !given.description).map(({ name }) => `${route}: ?${name}`),
  );
  expect(unexplained).toEqual([]);
});

it('says of every operation what it answers, and of every body what it is', () => {
  const silent = described().filter(({ responses }) => !JSON.stringify(responses).includes('"content"'));
  expect(silent.map(({ route }) => route)).toEqual([]);
  const bodies = described().filter(({ route }) =>
    /^(post|patch) .*(orders|events|generations|chat|responses)$/.test(route),
  );
  expect(bodies.filter(({ requestBody }) => requestBody === undefined).map(({ route }) => route)).toEqual([]);
});

it('asks for a body where a field of it must be there', () => {
  const find = (path: string) => described().find(({ route }) => route === `post ${path}`)?.requestBody;
  expect(find('/v1/orders')).toMatchObject({ required: true });
  expect(find('/v1/orders/{id}/deliver')).toMatchObject({ required: false });
});

it('names every operation once', () => {
  const ids = described().map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

const registeredFamilies = () =>
  app
    .get(Tape, { strict: false })
    .families.list()
    .map(({ family }) => family);

it('has every type of every registered family in the catalogue', () => {
  const registered = registeredFamilies();
  expect(registered.map(({ name }) => name).sort()).toEqual(families.map(({ name }) => name).sort());
  const types = registered.flatMap(({ events }) => Object.keys(events));
  expect(
    eventTypes()
      .map(({ type }) => type)
      .sort(),
  ).toEqual(types.sort());
});

it.each([...eventTypes().map(({ type }) => type), ...CONTROL_EVENTS])(
  'has %s in all documents and in the page',
  (type) => {
    const { openApi, asyncApi, page } = documents;
    const frame = `#/components/schemas/${type}.frame`;
    expect(JSON.stringify(openApi)).toContain(`"${frame}"`);
    expect(openApi).toHaveProperty(['components', 'schemas', type]);
    expect(asyncApi).toHaveProperty(['components', 'messages', type, 'payload']);
    expect(JSON.stringify(asyncApi)).toContain(`/messages/${type}"`);
    expect(page).toContain(`<code>${type}</code>`);
  },
);

it.each([
  ['/v1/event-types', (type: string) => `{"type":"${type}","family":`],
  ['/openapi.json', (type: string) => `"${type}.frame":{`],
  ['/asyncapi.json', (type: string) => `#/components/messages/${type}"`],
  ['/docs', (type: string) => `<code>${type}</code>`],
])('answers %s with every type of every registered family', async (path, proofOf) => {
  const { text } = await request(app.getHttpServer()).get(path).expect(200);
  const types = registeredFamilies().flatMap(({ events }) => Object.keys(events));
  expect(types.length).toBeGreaterThan(50);
  expect(types.filter((type) => !text.includes(proofOf(type)))).toEqual([]);
});

it('answers samples that are valid by the schemas beside them', async () => {
  const { body } = await request(app.getHttpServer()).get('/v1/event-types').expect(200);
  const { items } = body as { readonly items: readonly EventTypeDescription[] };
  const ajv = addFormats(new Ajv2020({ allErrors: true, allowUnionTypes: true }));
  const invalid = items.filter(({ schema, sample }) => !ajv.validate(schema, sample)).map(({ type }) => type);
  expect([items.length > 50, invalid]).toEqual([true, []]);
});

it('has a channel for the topics of every family', () => {
  for (const { name, idName } of families) {
    expect(documents.asyncApi).toHaveProperty(['channels', name, 'address'], `${name}/{${idName}}`);
  }
});

it('has every operation in the page, which takes nothing from elsewhere and runs nothing', () => {
  const { page } = documents;
  for (const { route } of described()) {
    const [method = '', path = ''] = route.split(' ');
    expect(page).toContain(`<b>${method.toUpperCase()}</b> <code>${path}</code>`);
  }
  expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=/i);
  const links = [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link]) => link);
  expect(links.filter((link) => !/^(\/(?!\/)|#)/.test(link ?? ''))).toEqual([]);
});
