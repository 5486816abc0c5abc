import { Controller, Get, Param } from '@nestjs/common';
import type { Model } from 'openai/resources/models';
import { OpenAiGenerations } from '../openai.generations';

/** OpenAI's list of models. */
@Controller('v1/models')
export class ModelsController {
  constructor(private readonly generations: OpenAiGenerations) {}

  @Get()
  list(): { object: 'list'; data: Model[] } {
    return { object: 'list', data: this.generations.models.map(toModel) };
  }

  @Get(':id')
  get(@Param('id') id: string): Model {
    this.generations.requireModel(id);
    return toModel(id);
  }
}

/** `created` is not known of any model here. */
function toModel(id: string): Model {
  return { id, object: 'model', created: 0, owned_by: id.startsWith('sim-') ? 'tickertape-simulated' : 'provider' };
}
