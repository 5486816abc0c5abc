import { Injectable } from '@nestjs/common';
import type { QuoteState } from '@tickertape/events';
import { Tape, type TopicState } from '@tickertape/tape';
import { formatCursor, formatTopic } from '@tickertape/wire';
import { requireState, toResource, type Links, type TopicResource } from '../../topic-resource';

export type QuoteResource = TopicResource<QuoteState>;

export interface QuoteList {
  /** By symbol. */
  readonly items: readonly QuoteResource[];
  /** A stream of all quotes that starts from here continues the list without a gap or a repeat. */
  readonly cursor: string;
  readonly links: Links;
}

@Injectable()
export class QuotesService {
  constructor(private readonly tape: Tape) {}

  async get(symbol: string): Promise<QuoteResource> {
    return this.describe(await requireState<QuoteState>(this.tape, formatTopic('quotes', symbol)));
  }

  /** All quotes as they are at one place of the tape. */
  async list(): Promise<QuoteList> {
    const { seq, states } = await this.tape.snapshot(['quotes/*']);
    return {
      items: (states as readonly TopicState<QuoteState>[]).map((current) => this.describe(current)),
      cursor: formatCursor({ epoch: this.tape.store.epoch, seq }),
      links: { self: '/v1/quotes', stream: '/v1/stream?topic=quotes/*' },
    };
  }

  private describe(current: TopicState<QuoteState>): QuoteResource {
    const self = `/v1/quotes/${current.state.id}`;
    const links = { self, stream: `${self}/stream`, publish: `/v1/topics/${current.topic}/events` };
    return toResource(this.tape, current, links);
  }
}
