import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { QuoteState } from '@tickertape/events';
import { Tape, TapeError, type Unsubscribe } from '@tickertape/tape';
import type { Topic } from '@tickertape/wire';

/** An open symbol without an update for so long, in milliseconds, has fallen silent. */
export const SILENCE_MS = 15_000;
const LOOK_EVERY_MS = 1_000;
const FAMILY = 'quotes/';

/**
 * Says on the tape when the source of a symbol has fallen silent, so that nobody takes old prices for those of the market.
 * After a restart it looks at all symbols: the silence may have begun before.
 */
@Injectable()
export class QuotesWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(QuotesWatch.name);
  /** When a symbol was last heard of. Those that have fallen silent are not in it. */
  private readonly heard = new Map<Topic, number>();
  private unfollow: Unsubscribe | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly tape: Tape) {}

  async onApplicationBootstrap(): Promise<void> {
    this.unfollow = this.tape.store.follow((events) => {
      for (const { topic, time, type } of events) {
        if (topic.startsWith(FAMILY) && type !== 'quotes.fell_silent') this.heard.set(topic, time);
      }
    });
    for await (const topic of this.tape.openTopics('quotes')) if (!this.heard.has(topic)) this.heard.set(topic, 0);
    this.timer = setInterval(() => void this.look(Date.now()), LOOK_EVERY_MS);
  }

  onModuleDestroy(): void {
    this.unfollow?.();
    clearInterval(this.timer);
  }

  /** Looks for those that were not heard of, as of a time in milliseconds. Never rejects. */
  async look(now: number): Promise<void> {
    for (const [topic, time] of this.heard) {
      if (now - time < SILENCE_MS) continue;
      try {
        if (await this.tell(topic, now)) this.heard.delete(topic);
      } catch (error) {
        // It was heard of in this moment.
        if (!(error instanceof TapeError && error.code === 'conflict')) this.logger.error(error);
      }
    }
  }

  /** Says that a symbol has fallen silent, if that is so; false when it is to be looked at again. */
  private async tell(topic: Topic, now: number): Promise<boolean> {
    const { state, version } = await this.tape.states.get(topic);
    const { status, updatedAt, staleSince } = state as QuoteState;
    if (status !== 'open' || updatedAt === null || staleSince !== null) return true;
    const time = Date.parse(updatedAt);
    if (now - time < SILENCE_MS) {
      this.heard.set(topic, time);
      return false;
    }
    const event = { type: 'quotes.fell_silent', data: { since: updatedAt } };
    await this.tape.writer.append(topic, [event], { expectVersion: version });
    return true;
  }
}
