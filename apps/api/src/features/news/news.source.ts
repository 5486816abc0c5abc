import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Tape } from '@tickertape/tape';
import type { Topic } from '@tickertape/wire';
import { HEADLINES } from './news.headlines';

const CHANNEL: Topic = 'news/front';
const EVERY_MS = 12_000;

/** A simulated newsroom: publishes an invented story in `news/front` every few seconds. */
@Injectable()
export class Newsroom implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Newsroom.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly tape: Tape) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.publish();
    this.timer = setInterval(() => void this.publish(), EVERY_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async publish(): Promise<void> {
    try {
      const { version } = await this.tape.states.get(CHANNEL);
      const headline = HEADLINES[version % HEADLINES.length] ?? '';
      const data = { storyId: `simulated-${version + 1}`, headline };
      await this.tape.writer.append(CHANNEL, [{ type: 'news.published', data }]);
    } catch (error) {
      this.logger.error(error);
    }
  }
}
