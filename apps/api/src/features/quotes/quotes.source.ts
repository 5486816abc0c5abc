import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { QuoteState } from '@tickertape/events';
import { Tape, TapeError } from '@tickertape/tape';
import { formatTopic } from '@tickertape/wire';
import { COMPANIES, nextMove } from './quotes.market';

const SYMBOLS = Object.keys(COMPANIES);
/** The symbols take turns. */
const EVERY_MS = 400;
const SEED = 'market';

/** A simulated market: invented companies, whose prices walk at random. */
@Injectable()
export class Market implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Market.name);
  private timer: NodeJS.Timeout | undefined;
  private turns = 0;

  constructor(private readonly tape: Tape) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const symbol of SYMBOLS) await this.move(symbol);
    this.timer = setInterval(() => void this.move(SYMBOLS[this.turns++ % SYMBOLS.length] ?? ''), EVERY_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Never rejects. */
  private async move(symbol: string): Promise<void> {
    const topic = formatTopic('quotes', symbol);
    try {
      const { state, version } = await this.tape.states.get(topic);
      const move = nextMove(state as QuoteState, version, new Date().toISOString().slice(0, 10), SEED);
      await this.tape.writer.append(topic, [move], { expectVersion: version });
    } catch (error) {
      // Somebody else has a price of this symbol: the next turn goes on from there.
      if (!(error instanceof TapeError && error.code === 'conflict')) this.logger.error(error);
    }
  }
}
