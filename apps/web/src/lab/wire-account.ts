import { isControlEvent, type Gap, type GapReason } from '@tickertape/wire';
import { parseObject } from './explain-frame';
import type { RawFrame } from './raw-stream';

/** What came between a reconnect and the moment it had caught up. */
export interface Resume {
  /** The cursor that was sent. */
  readonly from: string;
  /** Events, each of those counted that one frame stands for. */
  readonly events: number;
  readonly frames: number;
  /** The versions of the first and the last of them, where all are of one topic. */
  readonly versions: readonly [first: number, last: number] | undefined;
  readonly gap: Gap | undefined;
  readonly isComplete: boolean;
}

/** What is known of a stream after the frames so far, over all of its connections. Immutable. */
export interface WireAccount {
  readonly frames: number;
  readonly bytes: number;
  /** The last id that came; a reconnect would send it. */
  readonly cursor: string;
  readonly versions: ReadonlyMap<string, number>;
  /** Events that did not come although a later one did, and was not told of: more than 0 would be a fault. */
  readonly lost: number;
  readonly repeated: number;
  /** Absent where a stream began without a cursor. */
  readonly resume: Resume | undefined;
}

export const EMPTY_ACCOUNT: WireAccount = {
  frames: 0,
  bytes: 0,
  cursor: '',
  versions: new Map(),
  lost: 0,
  repeated: 0,
  resume: undefined,
};

/** A new connection, from a place that need not be the last one: then versions cannot be compared with those before. */
export function openAccount(account: WireAccount, from: string): WireAccount {
  const goesOn = from !== '' && from === account.cursor;
  const resume = { from, events: 0, frames: 0, versions: undefined, gap: undefined, isComplete: false };
  return { ...account, versions: goesOn ? account.versions : new Map(), resume: from ? resume : undefined };
}

export function receiveFrame(before: WireAccount, { id, event, data, bytes }: RawFrame): WireAccount {
  const account = {
    ...before,
    frames: before.frames + 1,
    bytes: before.bytes + bytes,
    cursor: id ?? before.cursor,
  };
  const body = parseObject(data);
  const { resume } = before;
  const isReplay = resume !== undefined && !resume.isComplete;
  switch (event) {
    case 'tape.snapshot':
      return { ...account, versions: withVersion(before, body) };
    case 'tape.gap':
      return { ...account, resume: isReplay ? { ...resume, gap: toGap(body) } : resume };
    case 'tape.caught-up':
      return { ...account, resume: isReplay ? { ...resume, isComplete: true } : resume };
    default:
      return isControlEvent(event) ? account : receiveEvent(account, body, isReplay ? resume : undefined);
  }
}

function receiveEvent(account: WireAccount, body: Body, replay: Resume | undefined): WireAccount {
  const { topic, version, merged = 1 } = body as { topic: string; version: number; merged?: number };
  const known = account.versions.get(topic);
  const versions = withVersion(account, body);
  const first = version - merged + 1;
  return {
    ...account,
    versions,
    lost: account.lost + (known === undefined ? 0 : Math.max(0, first - known - 1)),
    repeated: account.repeated + (known === undefined ? 0 : Math.max(0, known - first + 1)),
    resume: replay
      ? {
          ...replay,
          events: replay.events + merged,
          frames: replay.frames + 1,
          versions: versions.size === 1 ? [replay.versions?.[0] ?? first, version] : undefined,
        }
      : account.resume,
  };
}

type Body = Readonly<Record<string, unknown>>;

function withVersion({ versions }: WireAccount, { topic, version }: Body): ReadonlyMap<string, number> {
  return new Map([...versions, [String(topic), Number(version)]]);
}

function toGap({ reason, missed }: Body): Gap {
  return { reason: reason as GapReason, missed: typeof missed === 'number' ? missed : null };
}
