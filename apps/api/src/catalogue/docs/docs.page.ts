import { families } from '@tickertape/events';
import { eventTypes } from '@tickertape/events/catalogue';
import { CONTROL_EVENTS } from '@tickertape/wire';
import type { OpenApiObject } from '../openapi/controller-info';
import { controlSection, familySection } from './events.section';
import { html, words, type Html } from './html';
import { operationsSection, type Answer, type Operation } from './operations.section';

/** What the page reads of the OpenAPI document. */
export interface Described {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, OpenApiObject>>;
    readonly parameters: Readonly<Record<string, OpenApiObject>>;
    readonly responses: Readonly<Record<string, Answer>>;
  };
}

/** The OpenAPI document and the event types as a page for people, without a script and without anything from elsewhere. */
export function createPage(document: OpenApiObject): string {
  const { info, tags, paths, components } = document as unknown as Described;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method })),
  );
  const sections = tags.map(({ name, description = '' }) =>
    operationsSection(
      name,
      description,
      operations.filter((operation) => operation.tags.includes(name)),
      components,
    ),
  );
  const ofFamilies = families.map((family) =>
    familySection(
      family.name,
      eventTypes().filter((type) => type.family === family.name),
    ),
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${info.title}: the API</title>
        <link rel="stylesheet" href="/docs/docs.css" />
      </head>
      <body>
        <header>
          <h1>${info.title} <small>v${info.version}</small></h1>
          <p>${words(info.description)}</p>
          <p>
            For programs: <a href="/openapi.json">OpenAPI</a>, <a href="/asyncapi.json">AsyncAPI</a>,
            <a href="/v1/event-types">event types</a>.
          </p>
          ${nav(
            'Requests',
            'requests-',
            tags.map(({ name }) => name),
          )}
          ${nav('Events', 'events-', [...families.map(({ name }) => name), 'tape'])}
        </header>
        <main>
          <h2>Requests</h2>
          ${sections}
          <h2>Events</h2>
          ${ofFamilies} ${controlSection(CONTROL_EVENTS)}
        </main>
      </body>
    </html>`.markup;
}

function nav(label: string, prefix: string, names: readonly string[]): Html {
  return html`<nav aria-label="${label}">
    ${label}: ${names.map((name) => html`<a href="#${prefix}${name}">${name}</a> `)}
  </nav>`;
}
