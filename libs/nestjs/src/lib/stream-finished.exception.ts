import { HttpException, HttpStatus } from '@nestjs/common';

/** The reader has everything and nothing will follow: `204`, which tells EventSource to stop. */
export class StreamFinished extends HttpException {
  constructor() {
    super('Nothing will follow.', HttpStatus.NO_CONTENT);
  }
}
