import { Inject, Injectable } from '@nestjs/common';
import type { GenerationStarted, GenerationState } from '@tickertape/events';
import type { LanguageModel } from '@tickertape/language-model';
import { ProblemException } from '@tickertape/nestjs';
import { Tape } from '@tickertape/tape';
import { formatTopic } from '@tickertape/wire';
import type { Created } from '../../created';
import { createOnce, identifyCreation } from '../../idempotency';
import { requireState, toResource, type TopicResource } from '../../topic-resource';
import { LANGUAGE_MODEL } from './generations.model';
import type { StartGeneration } from './generations.requests';
import { GenerationRuns } from './generations.source';

export type GenerationResource = TopicResource<GenerationState>;

@Injectable()
export class GenerationsService {
  constructor(
    private readonly tape: Tape,
    private readonly runs: GenerationRuns,
    @Inject(LANGUAGE_MODEL) private readonly model: LanguageModel,
  ) {}

  /** Starts a generation, which then runs whether anybody watches or not. */
  async start(request: StartGeneration, key?: string): Promise<Created<GenerationResource>> {
    const started = this.prepare(request);
    const { id, eventId } = identifyCreation('generations', key, request);
    const topic = formatTopic('generations', id);
    const event = { type: 'generations.started', data: started, id: eventId };
    const { repeated } = await createOnce(key, () => this.tape.writer.append(topic, [event], { expectVersion: 0 }));
    if (!repeated) this.runs.start(topic, started);
    return { resource: await this.get(id), repeated };
  }

  async get(id: string): Promise<GenerationResource> {
    const current = await requireState<GenerationState>(this.tape, formatTopic('generations', id));
    const self = `/v1/generations/${id}`;
    return toResource(this.tape, current, { self, stream: `${self}/stream`, cancel: `${self}/cancel` });
  }

  /** Idempotent: a generation that has ended, in whatever way, stays as it is. */
  async cancel(id: string): Promise<GenerationResource> {
    const topic = formatTopic('generations', id);
    const { closed } = await requireState(this.tape, topic);
    if (!closed) await this.runs.cancel(topic);
    return this.get(id);
  }

  private prepare({ prompt, messages: given, model: asked, ...rest }: StartGeneration): GenerationStarted {
    if ((prompt === undefined) === (given === undefined)) {
      throw refuse('prompt', 'give either prompt or messages');
    }
    const { models } = this.model;
    const model = asked ?? models[0] ?? '';
    if (!models.includes(model)) throw refuse('model', `model must be one of ${models.join(', ')}`);
    const messages = given ?? [{ role: 'user' as const, content: prompt ?? '' }];
    const promptTokens = messages.reduce((sum, { content }) => sum + this.model.countTokens(content), 0);
    return { ...rest, messages, model, promptTokens };
  }
}

function refuse(path: string, message: string): ProblemException {
  return new ProblemException(422, 'validation_failed', message, { errors: [{ path, message }] });
}
