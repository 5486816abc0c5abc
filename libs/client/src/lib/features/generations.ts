import type { ChatMessage, GenerationRequested, GenerationState } from '@tickertape/events';
import type { Api } from '../requests/api';
import type { CreateOptions, RequestOptions } from '../requests/requester';
import type { TopicResource } from './resource';

export type GenerationResource = TopicResource<GenerationState>;

type GenerationParameters = Pick<
  GenerationRequested,
  'maxTokens' | 'seed' | 'stop' | 'onDisconnect' | 'tools' | 'simulate'
> & { readonly model?: string };

/** What to generate: a prompt, or the conversation so far. */
export type GenerationRequest = GenerationParameters &
  (
    | { readonly prompt: string; readonly messages?: undefined }
    | { readonly messages: readonly ChatMessage[]; readonly prompt?: undefined }
  );

/** AI generations. Each goes on without its client, and is seen by `client.view(generations, { generationId })`. */
export class GenerationsApi {
  constructor(private readonly api: Api) {}

  start(request: GenerationRequest, options?: CreateOptions): Promise<GenerationResource> {
    return this.api.create(['generations'], request, options);
  }

  get(id: string, options?: RequestOptions): Promise<GenerationResource> {
    return this.api.get(['generations', id], options);
  }

  /** Also before it has begun, and of one that has ended: then nothing changes. */
  cancel(id: string, options?: RequestOptions): Promise<GenerationResource> {
    return this.api.put('POST', ['generations', id, 'cancel'], {}, options);
  }
}
