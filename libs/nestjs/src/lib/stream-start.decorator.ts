import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { readStreamRequest, type StreamRequest } from './stream-request';

/**
 * Where the client wants its stream to start: the cursor of `Last-Event-ID` or `?lastEventId=`, and `?snapshot=`,
 * `?maxHz=` and `?maxStreamMs=`. Hand it to `TapeStreams.open`.
 */
export const StreamStart = createParamDecorator((_: unknown, context: ExecutionContext): StreamRequest => {
  const http = context.switchToHttp();
  return readStreamRequest(http.getRequest(), http.getResponse());
});
