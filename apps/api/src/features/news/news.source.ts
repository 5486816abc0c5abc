import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { NewsState } from '@tickertape/events';
import { Tape, TapeError } from '@tickertape/tape';
import { formatTopic } from '@tickertape/wire';
import { INVENTED } from './news.headlines';
import { planNews } from './news.plan';

const CHANNELS = Object.keys(INVENTED);
/** The channels take turns. Slow enough to read along, and nothing to the tape. */
const EVERY_MS = 4_000;
const SEED = 'newsroom';

/** A simulated newsroom: publishes invented stories in several channels, corrects some, and takes a few back. */
@Injectable()
export class Newsroom implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Newsroom.name);
  private timer: NodeJS.Timeout | undefined;
  private turns = 0;

  constructor(private readonly tape: Tape) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const channel of CHANNELS) await this.report(channel);
    this.timer = setInterval(() => void this.report(CHANNELS[this.turns++ % CHANNELS.length] ?? ''), EVERY_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Never rejects. */
  private async report(channel: string): Promise<void> {
    const topic = formatTopic('news', channel);
    try {
      const { state, version } = await this.tape.states.get(topic);
      const event = planNews(state as NewsState, version, SEED);
      await this.tape.writer.append(topic, [event], { expectVersion: version });
    } catch (error) {
      // Somebody else has published in the meantime: the channel has news, and its next turn comes.
      if (!(error instanceof TapeError && error.code === 'conflict')) this.logger.error(error);
    }
  }
}
