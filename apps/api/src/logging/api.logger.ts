import { inspect } from 'node:util';
import { ConsoleLogger, type LogLevel } from '@nestjs/common';

/** When so much of the log waits for whoever reads it, further entries are dropped: a log never holds up streams. */
const BACKLOG_MAX_BYTES = 1_048_576;

/** An entry with facts. `error` is what went wrong. */
interface LogEntry {
  readonly message: string;
  readonly error?: unknown;
  readonly [fact: string]: unknown;
}

/**
 * Nest's logger, for entries with facts: `{ message, ...facts }` becomes one JSON object a line, or one line of text with
 * `fact=value` behind the message. What is worse than an ordinary entry goes to stderr.
 */
export class ApiLogger extends ConsoleLogger {
  constructor(format: 'json' | 'text') {
    super({ json: format === 'json', prefix: 'Tickertape', logLevels: ['fatal', 'error', 'warn'] });
    // Whoever has started this may stop to read: then there is nobody to tell.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  }

  /** From now on ordinary entries are logged too. Nest's own, of the start, are of no interest. */
  started(): void {
    this.setLogLevels(['fatal', 'error', 'warn', 'log']);
  }

  protected override printMessages(
    messages: unknown[],
    context?: string,
    level: LogLevel = 'log',
    _stream?: 'stdout' | 'stderr',
    stack?: unknown,
  ): void {
    const stream = level === 'log' ? 'stdout' : 'stderr';
    if (this.backlogBytes(stream) < BACKLOG_MAX_BYTES) super.printMessages(messages, context, level, stream, stack);
  }

  /** What was written and nobody has read. */
  protected backlogBytes(stream: 'stdout' | 'stderr'): number {
    return process[stream].writableLength;
  }

  protected override getJsonLogObject(
    message: unknown,
    options: Parameters<ConsoleLogger['getJsonLogObject']>[1],
  ): ReturnType<ConsoleLogger['getJsonLogObject']> {
    const { timestamp, message: _, ...line } = super.getJsonLogObject(message, options);
    const { error, ...entry } = toEntry(message);
    const stack = error === undefined ? undefined : inspect(error);
    return Object.assign({ timestamp: new Date(timestamp).toISOString() }, line, entry, stack && { stack }) as never;
  }

  protected override stringifyMessage(message: unknown, level: LogLevel): string {
    const { message: text, error, ...facts } = toEntry(message);
    const known = Object.entries(facts).filter(([, value]) => value !== undefined);
    const line = [text, ...known.map(([fact, value]) => `${fact}=${asText(value)}`)].join(' ');
    return super.stringifyMessage(line, level) + (error === undefined ? '' : `\n${inspect(error)}`);
  }
}

function toEntry(message: unknown): LogEntry {
  if (message instanceof Error) return { message: message.message, error: message };
  if (typeof message === 'object' && message !== null && 'message' in message) return message as LogEntry;
  return { message: typeof message === 'string' ? message : inspect(message) };
}

function asText(value: unknown): string {
  return Array.isArray(value) ? value.join() : typeof value === 'string' ? value : JSON.stringify(value);
}
