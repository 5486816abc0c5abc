import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { MatchKickedOff } from '@tickertape/events';
import { Tape, TapeError } from '@tickertape/tape';
import { formatTopic, parseTopic, type Topic } from '@tickertape/wire';
import { editionOf, kickOffTimes, planEdition, type EditionMatch, type MatchProgress } from './matches.edition';
import { announce } from './matches.plan';

/** Seconds of a match in one second. */
export const MATCH_SPEED = Symbol('MATCH_SPEED');

/** Between the end of an edition and the next one: each adds its matches to the tape for good. */
const PAUSE_MS = 86_400_000;
/** What the store could not take, its disk full perhaps, is tried again after so long. */
const RETRY_MS = 1_000;
const TOPICS_PAGE = 500;

/** A match that is to come, or goes on. */
interface Running extends EditionMatch {
  readonly topic: Topic;
  /** In milliseconds since the epoch of Unix. */
  readonly kickOffAt: number;
  readonly speed: number;
  /** How many of its steps have been taken. */
  taken: number;
}

/**
 * Replays the 2026 World Cup: its facts, at a speed of choice, and what they lack invented. A day after the end it begins
 * again as the next edition, and at once where all was over when it started. What has happened is on the tape and nowhere else: after a restart it goes on from there, and what
 * was due meanwhile in a match that had begun happens at once.
 */
@Injectable()
export class Replay implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Replay.name);
  private readonly stopping = new AbortController();
  private over: Promise<void> | undefined;

  constructor(
    private readonly tape: Tape,
    @Inject(MATCH_SPEED) private readonly speed: number,
  ) {}

  onApplicationBootstrap(): void {
    this.over = this.run();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.over;
  }

  /** Until it is stopped. Never rejects. */
  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        for (let edition = await this.lastEdition(); ; edition += 1) {
          if (await this.play(edition)) await this.waitUntil(Date.now() + PAUSE_MS);
        }
      } catch (error) {
        if (signal.aborted) return;
        this.logger.error(error);
        await this.waitUntil(Date.now() + RETRY_MS).catch(() => undefined);
      }
    }
  }

  /** The edition that was begun last, or the first one. */
  private async lastEdition(): Promise<number> {
    let last = 1;
    let after: Topic | undefined;
    do {
      const page = await this.tape.store.topics({ family: 'matches', after, limit: TOPICS_PAGE });
      for (const topic of page) last = Math.max(last, editionOf(parseTopic(topic)?.id ?? '') ?? 1);
      after = page.length === TOPICS_PAGE ? page.at(-1) : undefined;
    } while (after !== undefined);
    return last;
  }

  /** Plays what is left of an edition; `false` when nothing was. */
  private async play(edition: number): Promise<boolean> {
    const matches = planEdition(edition, this.speed);
    await Promise.all(matches.map((match) => this.announce(match)));
    const progress = await Promise.all(matches.map((match) => this.progressOf(match)));
    const times = kickOffTimes(matches, progress, this.speed, Date.now());
    const running = matches.flatMap((match, i): Running[] => {
      const { closed = true, taken = 0, kickedOff } = progress[i] ?? {};
      const speed = kickedOff?.speed ?? this.speed;
      return closed ? [] : [{ ...match, topic: topicOf(match), kickOffAt: times[i] ?? 0, speed, taken }];
    });
    const isLeft = running.length > 0;
    for (let next = nextOf(running); next; next = nextOf(running)) {
      await this.waitUntil(dueAt(next));
      await this.take(next);
    }
    return isLeft;
  }

  /** Appends nothing when it was announced before. */
  private async announce(match: EditionMatch): Promise<void> {
    const scheduled = { type: 'matches.scheduled', data: announce(match.facts), id: 'scheduled' };
    try {
      await this.tape.writer.append(topicOf(match), [scheduled]);
    } catch (error) {
      if (!isClosed(error)) throw error;
    }
  }

  private async progressOf(match: EditionMatch): Promise<MatchProgress> {
    const stepIds = match.steps.map((_, index) => stepId(index));
    let progress: MatchProgress = { taken: 0, closed: false };
    for await (const { type, id = '', time, data, closes = false } of this.tape.history(topicOf(match))) {
      const taken = Math.max(progress.taken, stepIds.indexOf(id) + 1);
      progress = { ...progress, taken, closed: closes };
      if (type !== 'matches.kicked_off' || id !== stepId(0)) continue;
      progress = { ...progress, kickedOff: { at: time, speed: (data as MatchKickedOff).speed ?? 1 } };
    }
    return progress;
  }

  /** Somebody else may have ended the match: then nothing more comes of it. */
  private async take(match: Running): Promise<void> {
    const event = match.steps[match.taken]?.event;
    if (!event) return;
    try {
      await this.tape.writer.append(match.topic, [{ ...event, id: stepId(match.taken) }]);
      match.taken += 1;
    } catch (error) {
      if (!isClosed(error)) throw error;
      match.taken = match.steps.length;
    }
  }

  /** Rejects when it is stopped. */
  private async waitUntil(time: number): Promise<void> {
    const { signal } = this.stopping;
    signal.throwIfAborted();
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, time - Date.now());
      signal.addEventListener('abort', wake);
    });
    signal.throwIfAborted();
  }
}

/** Names the steps of a match on the tape, so that none is there twice. */
function stepId(index: number): string {
  return `step-${index}`;
}

function topicOf({ id }: EditionMatch): Topic {
  return formatTopic('matches', id);
}

/** The match whose next step is due first. */
function nextOf(running: readonly Running[]): Running | undefined {
  return running.reduce<Running | undefined>(
    (first, match) => (dueAt(match) < (first ? dueAt(first) : Infinity) ? match : first),
    undefined,
  );
}

/** When the next step of a match is due; `Infinity` when there is none. */
function dueAt({ steps, taken, kickOffAt, speed }: Running): number {
  const step = steps[taken];
  return step ? kickOffAt + (step.atSecond / speed) * 1_000 : Infinity;
}

function isClosed(error: unknown): boolean {
  return error instanceof TapeError && error.code === 'closed';
}
