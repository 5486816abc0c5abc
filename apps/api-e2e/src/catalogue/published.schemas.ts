import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { ReceivedFrame } from '@tickertape/wire';
import type { Api } from '../support/api.process';
import { ask } from '../support/http.request';

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> } | undefined>>;
}

interface Media {
  readonly schema?: object;
  readonly itemSchema?: object;
}

/** The schemas that an API publishes, to hold its answers and its frames against them. */
export class PublishedSchemas {
  // Not strict: a whole document is among the schemas, and most of it is no schema.
  private readonly ajv = addFormats(new Ajv2020({ allErrors: true, strict: false }));

  private constructor(private readonly document: OpenApi) {
    this.ajv.addSchema(document, 'openapi');
  }

  static async of(api: Api): Promise<PublishedSchemas> {
    const text = await (await ask(`${api.url}/openapi.json`)).text();
    // Validators take `contentSchema` for a note: here it is the schema of the data, which is parsed first.
    const parsed = (_: string, value: unknown) => (value as { contentSchema?: object } | null)?.contentSchema ?? value;
    return new PublishedSchemas(JSON.parse(text.replaceAll('"$ref":"#/', '"$ref":"openapi#/'), parsed) as OpenApi);
  }

  /** What is wrong with an answer, as a text; empty when nothing is. Throws where nothing is published of it. */
  faultOfAnswer(method: string, path: string, status: number, body: unknown): string {
    return this.faultOf(this.media(method, path, status, 'application/json').schema, body);
  }

  /** What is wrong with a frame of a stream, its data included. */
  faultOfFrame(method: string, path: string, { id, event, data }: ReceivedFrame): string {
    const frame = { id, event, data: JSON.parse(data) as unknown };
    return this.faultOf(this.media(method, path, 200, 'text/event-stream').itemSchema, frame);
  }

  private media(method: string, path: string, status: number, type: string): Media {
    const media = this.document.paths[path]?.[method]?.responses[status]?.content?.[type];
    if (!media) throw new Error(`nothing is published of ${method} ${path} ${status} ${type}`);
    return media;
  }

  private faultOf(schema: object | undefined, value: unknown): string {
    if (!schema) throw new Error('no schema is published of it');
    const validate = this.ajv.compile(schema);
    return validate(value) ? '' : `${this.ajv.errorsText(validate.errors)} in ${JSON.stringify(value)}`;
  }
}
