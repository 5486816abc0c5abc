import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Tape } from '@tickertape/tape';

/** Logs one entry a stream, at its end: whose it was, what it was sent, and why it ended. */
@Injectable()
export class StreamLog implements OnModuleInit {
  private readonly logger = new Logger('Streams');

  constructor(private readonly tape: Tape) {}

  onModuleInit(): void {
    this.tape.readers.onEnd((summary) => this.logger.log({ message: 'stream ended', ...summary }));
  }
}
