import {
  Global,
  Inject,
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { checkEventData, tidyEventData, type EventDtos } from '@tickertape/events/dto';
import { Tape } from '@tickertape/tape';
import { BodyPipe } from './body.pipe';
import { OpenResponses } from './open-responses';
import { ProblemFilter } from './problem.filter';
import { StreamLog } from './stream-log.service';
import { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN, type TapeModuleOptions } from './tape.module-definition';
import { TapeStreams } from './tape-streams.service';

const DRAIN_MS = 1_000;

/**
 * The tape in a Nest app: `Tape` and `TapeStreams` to inject anywhere, problem documents for errors, checked bodies, and
 * streams that are drained before the app closes.
 */
@Global()
@Module({
  providers: [
    {
      provide: Tape,
      useFactory: ({ store, ...options }: TapeModuleOptions) => Tape.open(store, { onError: logFailure, ...options }),
      inject: [MODULE_OPTIONS_TOKEN],
    },
    OpenResponses,
    StreamLog,
    TapeStreams,
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useClass: BodyPipe },
  ],
  exports: [Tape, TapeStreams],
})
export class TapeModule extends ConfigurableModuleClass implements BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    private readonly tape: Tape,
    private readonly responses: OpenResponses,
    @Inject(MODULE_OPTIONS_TOKEN) private readonly options: TapeModuleOptions,
  ) {
    super();
  }

  /** Makes families known to the tape. A feature module imports it with the families that it serves. */
  static forFeature(...families: readonly EventDtos[]): DynamicModule {
    const registration = {
      provide: Symbol('families'),
      useFactory: (tape: Tape) =>
        families.forEach((dtos) =>
          tape.families.register({
            family: dtos.family,
            check: (type, data) => checkEventData(dtos, type, data),
            tidy: (type, data) => tidyEventData(dtos, type, data),
          }),
        ),
      inject: [Tape],
    };
    return { module: class TapeFeatureModule {}, providers: [registration] };
  }

  /** Before Nest closes the server, which would wait for open streams for ever. */
  async beforeApplicationShutdown(): Promise<void> {
    this.tape.readers.drain('shutdown');
    await this.responses.finish(this.options.drainMs ?? DRAIN_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.tape.close();
  }
}

function logFailure(error: unknown, requestId?: string): void {
  new Logger(TapeModule.name).error({ message: 'the tape has failed', requestId, error });
}
