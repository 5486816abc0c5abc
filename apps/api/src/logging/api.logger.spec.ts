import { ApiLogger } from './api.logger';

let written: { stdout: string; stderr: string };
beforeEach(() => {
  written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += String(text);
      return true;
    });
  }
});
afterEach(() => jest.restoreAllMocks());

function createLogger(format: 'json' | 'text'): ApiLogger {
  const logger = new ApiLogger(format);
  logger.started();
  return logger;
}

const ended = { message: 'stream ended', requestId: 'r1', topics: ['news/a', 'news/b'], cursor: undefined, frames: 3 };

it('writes an entry as one line of JSON, its facts beside its message', () => {
  createLogger('json').log(ended, 'Streams');
  expect(written.stdout).toMatch(/^[^\n]+\n$/);
  expect(JSON.parse(written.stdout)).toEqual({
    timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    level: 'log',
    pid: process.pid,
    context: 'Streams',
    message: 'stream ended',
    requestId: 'r1',
    topics: ['news/a', 'news/b'],
    frames: 3,
  });
});

it('writes an error as one line of JSON with its stack, to stderr', () => {
  const logger = createLogger('json');
  logger.error({ message: 'request failed', requestId: 'r1', error: new TypeError('a\nb') });
  logger.error(new Error('alone'));
  const [first = '', second = '', ...rest] = written.stderr.split('\n');
  expect(JSON.parse(first)).toMatchObject({ level: 'error', message: 'request failed', requestId: 'r1' });
  expect((JSON.parse(first) as { stack: string }).stack).toContain('TypeError: a\nb\n    at ');
  expect(JSON.parse(second)).toMatchObject({ message: 'alone', stack: expect.stringContaining('Error: alone') });
  expect(rest).toEqual(['']);
});

it('writes an entry as one line of text, its facts behind its message', () => {
  createLogger('text').log(ended, 'Streams');
  expect(written.stdout).toContain('stream ended requestId=r1 topics=news/a,news/b frames=3');
  expect(written.stdout.split('\n')).toHaveLength(2);
});

it('drops entries while nobody reads them', () => {
  let unread = 2_000_000;
  class UnreadLogger extends ApiLogger {
    protected override backlogBytes = () => unread;
  }
  const logger = new UnreadLogger('json');
  logger.started();
  logger.log(ended);
  expect(written.stdout).toBe('');
  unread = 0;
  logger.log(ended);
  expect(written.stdout).not.toBe('');
});

it('says nothing of the start of Nest', () => {
  new ApiLogger('json').log('Nest application successfully started', 'NestApplication');
  expect(written).toEqual({ stdout: '', stderr: '' });
});
