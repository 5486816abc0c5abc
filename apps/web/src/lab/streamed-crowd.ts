import { parseObject } from './explain-frame';
import { RawStream, type RawFrame } from './raw-stream';
import type { Audience } from './staleness';

/** How long it waits before it connects again. */
const RETRY_MS = 1_000;

/**
 * People who each have a stream of an order. A browser opens six connections to a host, so one stream is opened, and what it
 * costs is counted for each of them.
 */
export class StreamedCrowd {
  #stream: RawStream | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #cursor = '';
  #requests = 0;
  #bytes = 0;

  constructor(
    private readonly path: string,
    private readonly people: number,
    /** Of one person, who stands for all. */
    private readonly audience: Audience,
  ) {
    this.#connect();
  }

  get requests(): number {
    return this.#requests * this.people;
  }

  get bytes(): number {
    return this.#bytes * this.people;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#stream?.cut();
  }

  #connect(): void {
    this.#requests += 1;
    this.#stream = new RawStream(this.path, this.#cursor, {
      onAnswer: ({ bytes }) => (this.#bytes += bytes),
      onFrame: (frame) => this.#take(frame),
      onEnd: ({ kind }) => {
        if (kind === 'lost' || kind === 'refused') this.#timer = setTimeout(() => this.#connect(), RETRY_MS);
      },
    });
  }

  #take({ id, data, bytes }: RawFrame): void {
    this.#bytes += bytes;
    this.#cursor = id ?? this.#cursor;
    const { version } = parseObject(data);
    if (typeof version === 'number') this.audience.learn(0, version, performance.now());
  }
}
