import type { ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';

/** The responses that streams are written to, so that a shutdown can wait for their last bytes. */
@Injectable()
export class OpenResponses {
  private readonly open = new Set<ServerResponse>();
  private idle: (() => void) | undefined;

  add(response: ServerResponse): void {
    this.open.add(response);
    // Comes when the last byte is handed to the system, or the connection is gone.
    response.once('close', () => {
      this.open.delete(response);
      if (this.open.size === 0) this.idle?.();
    });
  }

  /** Waits until all are finished, for at most so many milliseconds, and breaks off those that are not. */
  async finish(deadlineMs: number): Promise<void> {
    if (this.open.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.idle = resolve;
      timer = setTimeout(resolve, deadlineMs);
    });
    clearTimeout(timer);
    for (const response of this.open) response.destroy();
  }
}
