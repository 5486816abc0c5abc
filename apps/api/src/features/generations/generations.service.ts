import { Inject, Injectable } from '@nestjs/common';
import type { GenerationRequested, GenerationState } from '@tickertape/events';
import { validateSimulate, type LanguageModel } from '@tickertape/language-model';
import { ProblemException } from '@tickertape/nestjs';
import { Tape } from '@tickertape/tape';
import { formatTopic } from '@tickertape/wire';
import type { Created } from '../../created';
import { createOnce, identifyCreation } from '../../idempotency';
import { requireState, toResource, type TopicResource } from '../../topic-resource';
import { GENERATION_LIMITS, type GenerationLimits } from './generations.limits';
import { LANGUAGE_MODEL } from './generations.model';
import type { StartGeneration } from './generations.requests';
import { GenerationRuns } from './generations.source';

export type GenerationResource = TopicResource<GenerationState>;

/** What a client asks for, and what a dialect knows of it beside that. */
export type GenerationToStart = StartGeneration & Pick<GenerationRequested, 'hasInstructions'>;

@Injectable()
export class GenerationsService {
  constructor(
    private readonly tape: Tape,
    private readonly runs: GenerationRuns,
    @Inject(LANGUAGE_MODEL) private readonly model: LanguageModel,
    @Inject(GENERATION_LIMITS) private readonly limits: GenerationLimits,
  ) {}

  /** Starts a generation, which then runs whether anybody watches or not. */
  async start(request: GenerationToStart, key?: string): Promise<Created<GenerationResource>> {
    const requested = this.prepare(request);
    const { id, eventId } = identifyCreation('generations', key, request);
    const topic = formatTopic('generations', id);
    const hasPlace = this.runs.reserve();
    const type = hasPlace ? 'generations.started' : 'generations.queued';
    let repeated = true;
    try {
      const event = { type, data: requested, id: eventId };
      ({ repeated } = await createOnce(key, () => this.tape.writer.append(topic, [event], { expectVersion: 0 })));
      if (!repeated && hasPlace) this.runs.start(topic, requested);
      if (!repeated && !hasPlace) this.runs.enqueue(topic, requested);
    } finally {
      if (repeated && hasPlace) this.runs.release();
    }
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

  private prepare({ prompt, messages: given, model: asked, ...rest }: GenerationToStart): GenerationRequested {
    if ((prompt === undefined) === (given === undefined)) {
      throw refuse('prompt', 'give either prompt or messages');
    }
    const { models } = this.model;
    const model = asked ?? models[0] ?? '';
    if (!models.includes(model)) throw refuse('model', `model must be one of ${models.join(', ')}`);
    this.checkSimulate(model, rest.simulate);
    const messages = given ?? [{ role: 'user' as const, content: prompt ?? '' }];
    const promptTokens = messages.reduce((sum, { content }) => sum + this.model.countTokens(content), 0);
    const requested = { ...rest, messages, model, promptTokens };
    const failure = this.model.check?.(requested);
    if (failure?.facts && 'field' in failure.facts) {
      const { field, rule } = failure.facts;
      throw refuse(field, `${field} has to be ${rule}`);
    }
    return requested;
  }

  private checkSimulate(model: string, simulate: object | undefined): void {
    if (simulate === undefined) return;
    if (!this.limits.simulate) throw refuse('simulate', 'simulate needs SIMULATE=on');
    if (!model.startsWith('sim-')) throw refuse('simulate', `${model} is not a simulated model`);
    const [problem] = validateSimulate(simulate);
    if (problem) throw refuse(['simulate', problem.path].filter(Boolean).join('.'), problem.message);
  }
}

function refuse(path: string, message: string): ProblemException {
  return new ProblemException(422, 'validation_failed', message, { errors: [{ path, message }] });
}
