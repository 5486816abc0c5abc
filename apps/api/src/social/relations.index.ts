import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { EventOf, RelationEvents } from '@tickertape/events';
import { Tape, type TapeEvent, type Unsubscribe } from '@tickertape/tape';
import { parseTopic, type Seq } from '@tickertape/wire';
import { Bonds } from './bonds';

const FAMILY = 'relations/';
const PAGE_EVENTS = 1_000;

/**
 * Who follows, mutes and blocks whom, in memory: read from the tape at the start, and following it from then on. Whoever has
 * appended a relation finds it here.
 */
@Injectable()
export class RelationsIndex extends Bonds implements OnModuleInit, OnModuleDestroy {
  private at: Seq = 0;
  private unfollow: Unsubscribe | undefined;

  constructor(private readonly tape: Tape) {
    super();
  }

  async onModuleInit(): Promise<void> {
    const meanwhile: TapeEvent[] = [];
    let takeNew = (event: TapeEvent): unknown => meanwhile.push(event);
    this.unfollow = this.tape.store.follow((events) => {
      for (const event of events) if (event.topic.startsWith(FAMILY)) takeNew(event);
    });
    for (;;) {
      const page = await this.tape.store.read([`${FAMILY}*`], this.at, PAGE_EVENTS);
      for (const event of page) this.takeEvent(event);
      if (page.length < PAGE_EVENTS) break;
    }
    // From here on nothing waits, so no event can slip in between.
    for (const event of meanwhile) this.takeEvent(event);
    takeNew = (event) => this.takeEvent(event);
  }

  onModuleDestroy(): void {
    this.unfollow?.();
  }

  private takeEvent({ topic, type, data, seq }: TapeEvent): void {
    if (seq <= this.at) return;
    this.at = seq;
    const event = { type, data } as Pick<EventOf<RelationEvents>, 'type' | 'data'>;
    this.take(parseTopic(topic)?.id ?? '', event, seq);
  }
}
