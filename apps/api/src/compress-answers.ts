import { gzip } from 'node:zlib';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Response } from 'express';

/** What is shorter fits into the first packets as it is. */
const WORTH_CHARACTERS = 4_096;

/**
 * Compresses what is answered as a whole, JSON and pages, for whoever takes it: a list of a hundred matches is a tenth of
 * its size then. A stream is written, not sent, so that none ever waits for a compressor, or keeps one.
 */
export function compressAnswers(app: NestExpressApplication): void {
  // What every response of this app inherits from: a response of its own has nothing to carry.
  const { response } = app.getHttpAdapter().getInstance() as { response: Response };
  const { send } = response;
  response.send = function (this: Response, body?: unknown): Response {
    if (typeof body !== 'string' || body.length < WORTH_CHARACTERS) return send.call(this, body);
    this.vary('Accept-Encoding');
    if (!this.req.acceptsEncodings('gzip')) return send.call(this, body);
    gzip(body, (error, compressed) => {
      if (error) return void send.call(this, body);
      // As Express says of a text that it sends itself.
      if (!this.get('Content-Type')) this.type('html');
      const tag = this.get('ETag');
      // Not byte for byte what has the tag any more.
      if (tag && !tag.startsWith('W/')) this.set('ETag', `W/${tag}`);
      this.set('Content-Encoding', 'gzip');
      send.call(this, compressed);
    });
    return this;
  };
}
