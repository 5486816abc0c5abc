import { EventEmitter } from 'node:events';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Tape, type TapeEvent, type Unsubscribe } from '@tickertape/tape';
import type { Topic } from '@tickertape/wire';

/** Waits for events of generations, one listener on the tape for all that wait. */
@Injectable()
export class GenerationWatch implements OnApplicationShutdown {
  private readonly events = new EventEmitter().setMaxListeners(0);
  private readonly unfollow: Unsubscribe;

  constructor(private readonly tape: Tape) {
    this.unfollow = tape.store.follow((events) => events.forEach((event) => this.events.emit(event.topic, event)));
  }

  onApplicationShutdown(): void {
    this.unfollow();
  }

  /** The first event of a generation that says more than that it was begun: its first word, or its end. */
  firstWord(topic: Topic, over: AbortSignal): Promise<TapeEvent | undefined> {
    return this.first(topic, ({ type }) => type !== 'generations.queued' && type !== 'generations.started', over);
  }

  /** The last event of a generation. */
  end(topic: Topic, over: AbortSignal): Promise<TapeEvent | undefined> {
    return this.first(topic, ({ closes }) => closes === true, over);
  }

  /** The first event that matches, on the tape or to come; `undefined` once nobody wants to know any more. */
  private async first(
    topic: Topic,
    matches: (event: TapeEvent) => boolean,
    over: AbortSignal,
  ): Promise<TapeEvent | undefined> {
    let settle: (event?: TapeEvent) => void = () => undefined;
    const found = new Promise<TapeEvent | undefined>((resolve) => (settle = resolve));
    const take = (event: TapeEvent): void => (matches(event) ? settle(event) : undefined);
    const leave = (): void => settle();
    this.events.on(topic, take);
    over.addEventListener('abort', leave);
    try {
      if (over.aborted) return undefined;
      // Listens before it looks, so that nothing falls in between.
      for await (const event of this.tape.history(topic)) if (matches(event)) return event;
      return await found;
    } finally {
      this.events.off(topic, take);
      over.removeEventListener('abort', leave);
    }
  }
}
