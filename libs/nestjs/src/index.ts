export { BodyPipe } from './lib/body.pipe';
export { ProblemException } from './lib/problem.exception';
export type { Problem } from './lib/problem.exception';
export { ProblemFilter } from './lib/problem.filter';
export { StreamStart } from './lib/stream-start.decorator';
export type { StreamRequest } from './lib/stream-request';
export { TapeModule } from './lib/tape.module';
export type { TapeModuleOptions } from './lib/tape.module-definition';
export { TapeStreams } from './lib/tape-streams.service';
