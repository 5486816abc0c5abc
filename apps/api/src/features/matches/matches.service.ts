import { Injectable } from '@nestjs/common';
import type { MatchState, MatchStatus } from '@tickertape/events';
import { Tape, type TopicState } from '@tickertape/tape';
import { formatCursor, formatTopic, type Topic } from '@tickertape/wire';
import { requireState, toResource, type Links, type TopicResource } from '../../topic-resource';

export type MatchResource = TopicResource<MatchState>;

export interface MatchList {
  /** By kick-off. */
  readonly items: readonly MatchResource[];
  /** A stream of all matches that starts from here continues the list without a gap or a repeat. */
  readonly cursor: string;
  readonly links: Links;
}

/** Topics that are asked of the store at once. */
const PAGE_TOPICS = 500;

@Injectable()
export class MatchesService {
  constructor(private readonly tape: Tape) {}

  async get(id: string): Promise<MatchResource> {
    return this.describe(await requireState<MatchState>(this.tape, formatTopic('matches', id)));
  }

  /** All matches as they are at one place of the tape, or those of a status. */
  async list(status?: MatchStatus): Promise<MatchList> {
    // Before the topics: a match that appears meanwhile is the stream's to tell.
    const seq = this.tape.readers.lastSeq;
    const found: TopicState<MatchState>[] = [];
    for await (const topic of this.topics()) {
      const current = (await this.tape.states.at(topic, seq)) as TopicState<MatchState> | undefined;
      const wanted = current && (status === undefined || current.state.status === status);
      if (wanted && current.version > 0) found.push(current);
    }
    return {
      items: found.sort(byKickOff).map((current) => this.describe(current)),
      cursor: formatCursor({ epoch: this.tape.store.epoch, seq }),
      links: { self: '/v1/matches', stream: '/v1/stream?topic=matches/*' },
    };
  }

  private async *topics(): AsyncGenerator<Topic> {
    let after: Topic | undefined;
    do {
      const page = await this.tape.store.topics({ family: 'matches', after, limit: PAGE_TOPICS });
      yield* page;
      after = page.length === PAGE_TOPICS ? page.at(-1) : undefined;
    } while (after !== undefined);
  }

  private describe(current: TopicState<MatchState>): MatchResource {
    const self = `/v1/matches/${current.state.id}`;
    return toResource(this.tape, current, { self, stream: `${self}/stream` });
  }
}

/** One that nobody has scheduled comes last. */
function byKickOff(a: TopicState<MatchState>, b: TopicState<MatchState>): number {
  const at = ({ state }: TopicState<MatchState>) => (state.kickOff === null ? Infinity : Date.parse(state.kickOff));
  const [first, second] = [at(a), at(b)];
  if (first !== second) return first - second;
  return a.topic < b.topic ? -1 : 1;
}
