import type { OpenApiObject } from '../openapi/controller-info';
import type { Described } from './docs.page';
import { html, json, words, type Html } from './html';

/** What the page reads of an operation. */
export interface Operation {
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly OpenApiObject[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: OpenApiObject }>> };
  readonly responses: Readonly<Record<string, Answer>>;
}

/** What a request may be answered with. */
export interface Answer {
  /** Of one that several requests share. */
  readonly $ref?: string;
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema?: OpenApiObject; readonly itemSchema?: OpenApiObject }>>;
}

interface Located extends Operation {
  readonly path: string;
  readonly method: string;
}

type Components = Described['components'];

/** The requests of one tag. */
export function operationsSection(
  name: string,
  description: string,
  operations: readonly Located[],
  components: Components,
): Html {
  return html`<section id="requests-${name}">
    <h3>${name}</h3>
    <p>${words(description)}</p>
    ${operations.map((operation) => operationOf(operation, components))}
  </section>`;
}

function operationOf(operation: Located, components: Components): Html {
  const { responses: shared } = components;
  const { method, path, summary, description, parameters = [], requestBody, responses } = operation;
  const body = requestBody?.content['application/json']?.schema;
  return html`<details>
    <summary><b>${method.toUpperCase()}</b> <code>${path}</code> <span>${words(summary)}</span></summary>
    ${description !== undefined && html`<p>${words(description)}</p>`}
    ${parameters.length > 0 && parametersOf(parameters, components)}
    ${
      body &&
      html`<h4>Body</h4>
        ${json(resolve(body, components))}`
    }
    <h4>Answers</h4>
    <ul>
      ${Object.entries(responses).map(([status, answer]) => answerOf(status, shared[nameOfRef(answer)] ?? answer))}
    </ul>
  </details>`;
}

function parametersOf(parameters: readonly OpenApiObject[], { parameters: shared }: Components): Html {
  const rows = parameters.map((given) => {
    const { name, in: place, description, schema, required } = shared[nameOfRef(given)] ?? given;
    return html`<tr>
      <th scope="row"><code>${String(name)}</code></th>
      <td>${String(place)}${required === true && ', required'}</td>
      <td>${words(String(description ?? ''))} <code>${JSON.stringify(schema)}</code></td>
    </tr>`;
  });
  return html`<h4>Parameters</h4>
    <table>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
}

function answerOf(status: string, { description, content = {} }: Answer): Html {
  const types = Object.entries(content).map(([type, { schema, itemSchema }]) => {
    const name = nameOfRef(schema ?? itemSchema ?? {});
    return html` <code>${type}</code>${name !== '' && html` of <code>${name}</code>`}`;
  });
  return html`<li><b>${status}</b> ${words(description)}${types}</li>`;
}

/** A schema that is only named, as it is. */
function resolve(schema: OpenApiObject, { schemas }: Components): OpenApiObject {
  return schemas[nameOfRef(schema)] ?? schema;
}

const nameOfRef = ({ $ref }: { readonly $ref?: unknown }): string =>
  String($ref ?? '')
    .split('/')
    .at(-1) ?? '';
