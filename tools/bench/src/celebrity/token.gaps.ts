import type { Agent } from 'node:http';
import { request } from 'node:http';
import { requestJson } from '../lib/json.request';

/** The gaps between the frames of token streams, as readers see them. Where a generation ends the next begins. */
export class TokenGaps {
  private gaps: number[] = [];
  private stopped = false;
  private readonly streams: Promise<void>[];

  constructor(
    private readonly api: string,
    private readonly agent: Agent,
    count: number,
  ) {
    this.streams = Array.from({ length: count }, () => this.keepReading());
  }

  /** The gaps since the last time, in milliseconds. */
  take(): readonly number[] {
    const { gaps } = this;
    this.gaps = [];
    return gaps;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.streams);
  }

  private async keepReading(): Promise<void> {
    while (!this.stopped) {
      const body = { prompt: 'Tell me of the sea', model: 'sim-long' };
      const started = await requestJson<{ links: { stream: string } }>(
        `${this.api}/v1/generations`,
        this.agent,
        201,
        body,
      );
      await this.read(this.api + started.links.stream);
    }
  }

  private read(url: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const asked = request(url, { agent: this.agent }, (response) => {
        let deltas = 0;
        let last = 0;
        response.on('data', (chunk: Buffer) => {
          if (this.stopped) asked.destroy();
          if (!chunk.includes('generations.delta')) return;
          const now = performance.now();
          // The time to the first token is the model's.
          if (deltas > 0) this.gaps.push(now - last);
          deltas += 1;
          last = now;
        });
        response.once('close', resolve);
      });
      asked.once('error', (error) => (this.stopped ? resolve() : reject(error))).end();
    });
  }
}
