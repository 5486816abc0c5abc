import { Module, type DynamicModule } from '@nestjs/common';
import { matchDtos } from '@tickertape/events/dto';
import { TapeModule } from '@tickertape/nestjs';
import { MatchesController } from './matches.controller';
import { MatchesService } from './matches.service';
import { MATCH_SPEED, Replay } from './matches.source';

export interface MatchesOptions {
  /** Whether a tournament is replayed. */
  readonly simulate: boolean;
  /** Seconds of a match in one second. */
  readonly speed: number;
}

@Module({})
export class MatchesModule {
  static create({ simulate, speed }: MatchesOptions): DynamicModule {
    return {
      module: MatchesModule,
      imports: [TapeModule.forFeature(matchDtos)],
      controllers: [MatchesController],
      providers: [MatchesService, ...(simulate ? [{ provide: MATCH_SPEED, useValue: speed }, Replay] : [])],
    };
  }
}
