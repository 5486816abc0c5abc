import { resolve } from 'node:path';
import {
  checkBatch,
  Followers,
  TapeError,
  type AppendOptions,
  type AppendResult,
  type Head,
  type NewEvent,
  type StoredSnapshot,
  type TapeEvent,
  type TapeListener,
  type TapeStore,
  type TopicQuery,
  type TopicSelector,
  type Unsubscribe,
} from '@tickertape/tape';
import type { Seq, Topic } from '@tickertape/wire';
import { openDatabase, type OpenDatabase } from './database';
import { GroupCommit } from './group-commit';
import { machineRun } from './machine-run';
import { mergePages, type PageSource } from './merge-pages';
import { beginSession, endSession } from './session';
import { SnapshotSaves } from './snapshot-saves';
import type { SqliteTapeStoreOptions } from './sqlite-tape-store-options';
import { StepSize } from './step-size';
import { storeFailure } from './store-failure';
import { EMPTY_HEAD, TapeRows } from './tape-rows';
import { TapeIndex } from './tape-index';
import { loadTape, TRIM_STEP, trimSome } from './trim';
import { Topics } from './topics';
import { Turns } from './turns';
import { Upkeep } from './upkeep';

const CACHED_TOPICS = 10_000;

/** A tape in one SQLite file, for one process. It needs no server and outlives `kill -9`. */
export class SqliteTapeStore implements TapeStore {
  readonly epoch: string;
  private readonly rows: TapeRows;
  private readonly topicRows: Topics;
  private readonly index: TapeIndex;
  private readonly followers = new Followers();
  private readonly commits: GroupCommit;
  private readonly upkeep: Upkeep;
  private readonly snapshots: SnapshotSaves;
  private readonly trimStep = new StepSize(TRIM_STEP);
  private readonly file: string;
  private readonly database: OpenDatabase;
  private closing?: Promise<void>;
  private closed = false;

  private constructor(database: OpenDatabase, options: SqliteTapeStoreOptions) {
    const { db, log } = database;
    const { now = Date.now } = options;
    this.database = database;
    this.file = resolve(options.path);
    this.rows = new TapeRows(db, log);
    const turns = new Turns();
    this.upkeep = new Upkeep(log, turns);
    this.epoch = beginSession(db, this.rows, options.synchronous ?? 'NORMAL', options.machineRun ?? machineRun());
    this.topicRows = new Topics(this.rows, options.cachedTopics ?? CACHED_TOPICS);
    const failure = (error: unknown) => storeFailure(this.file, error);
    const tape = loadTape(this.rows);
    this.snapshots = new SnapshotSaves(this.rows, this.upkeep, failure);
    this.index = new TapeIndex(this.rows, this.topicRows, this.upkeep);
    this.index.catchUp(tape.seq);
    this.commits = new GroupCommit(
      this.rows,
      this.topicRows,
      this.index,
      this.followers,
      tape,
      now,
      failure,
      log,
      turns,
    );
  }

  /**
   * Opens the tape, and makes it when the file is missing. Rejects with `store_failed` when another process has the file
   * open, when it is no tape or one of a newer release, and when it cannot be written.
   */
  static async open(options: SqliteTapeStoreOptions): Promise<SqliteTapeStore> {
    const database = openDatabase(options);
    try {
      return new SqliteTapeStore(database, options);
    } catch (error) {
      await database.log.finish();
      database.close();
      throw storeFailure(resolve(options.path), error);
    }
  }

  async append(topic: Topic, events: readonly NewEvent[], options: AppendOptions = {}): Promise<AppendResult> {
    this.assertOpen();
    return this.commits.add(topic, checkBatch(events), options);
  }

  async read(topics: TopicSelector, after: Seq, limit: number): Promise<readonly TapeEvent[]> {
    // The usual question of a reader at the tail, answered without the file.
    if (!this.closed && after >= this.commits.tape.seq) return [];
    return this.ask(() => mergePages(this.sources(topics, after), after, limit));
  }

  async readBack(topic: Topic, before: Seq, limit: number): Promise<readonly TapeEvent[]> {
    return this.ask(() => {
      const row = this.topicRows.find(topic);
      return row ? this.index.eventsBefore(row, before, limit) : [];
    });
  }

  async head(topic: Topic): Promise<Head> {
    return this.ask(() => this.topicRows.find(topic)?.head ?? EMPTY_HEAD);
  }

  async lastSeq(): Promise<Seq> {
    return this.ask(() => this.commits.tape.seq);
  }

  async topics(query: TopicQuery): Promise<readonly Topic[]> {
    if (query.open) await this.database.log.free();
    return this.ask(() => {
      const family = this.commits.tape.families.get(query.family);
      // Whether a topic is open is known to the file from the index on.
      if (query.open) this.index.catchUp(this.commits.tape.seq);
      return family === undefined ? [] : this.rows.topics(family, query);
    });
  }

  async loadSnapshot(topic: Topic): Promise<StoredSnapshot | undefined> {
    return this.ask(() => this.rows.snapshot(topic));
  }

  async saveSnapshot(topic: Topic, snapshot: StoredSnapshot): Promise<void> {
    this.assertOpen();
    return this.snapshots.save(topic, snapshot);
  }

  async trim(topic: Topic, upTo: Seq): Promise<void> {
    // Events that are appended while the trim is under way stay, even when `upTo` lies ahead.
    const last = Math.min(upTo, await this.lastSeq());
    let more = true;
    while (more) more = await this.upkeep.step(() => this.ask(() => this.trimSome(topic, last)));
  }

  follow(listener: TapeListener): Unsubscribe {
    return this.followers.add(listener);
  }

  async close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    this.closed = true;
    await this.database.log.finish();
    this.commits.flush();
    this.upkeep.finish();
    try {
      endSession(this.database.db, this.rows);
    } catch {
      // A full disk, say. Every resolved append is safe without the note; without it the epoch may be renewed.
    } finally {
      this.database.close();
    }
  }

  private sources(topics: TopicSelector, after: Seq): PageSource[] {
    const selected = new Set(topics);
    const families = [...selected].filter((topic) => topic.endsWith('/*')).map((topic) => topic.slice(0, -2));
    const single = [...selected].flatMap((topic) => {
      // Its events come with those of the family.
      if (families.length > 0 && families.includes(topic.slice(0, topic.indexOf('/')))) return [];
      const row = this.topicRows.find(topic);
      return row && row.head.seq > after ? [row] : [];
    });
    return [
      ...families
        .flatMap((name) => this.commits.tape.families.get(name) ?? [])
        .map(
          (id): PageSource =>
            (from, limit) =>
              this.index.eventsOfFamily(id, from, limit),
        ),
      ...single.map(
        (row): PageSource =>
          (from, limit) =>
            this.index.eventsOfTopic(row, from, limit),
      ),
    ];
  }

  private trimSome(name: Topic, upTo: Seq): boolean {
    const { rows, topicRows: topics, index, commits, trimStep: stepSize } = this;
    return trimSome({ rows, topics, index, tape: commits.tape, name, upTo, stepSize });
  }

  private ask<T>(question: () => T): T {
    this.assertOpen();
    try {
      return question();
    } catch (error) {
      throw storeFailure(this.file, error);
    }
  }

  private assertOpen(): void {
    if (this.closed) throw new TapeError('store_closed', 'the store is closed', { path: this.file });
  }
}
