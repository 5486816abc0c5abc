import { resolve } from 'node:path';
import type { ModelProvider } from './features/generations/generations.model';

/** The settings of a process, read from its environment. Every field is documented in README.md. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly tapeStore: 'memory' | 'sqlite';
  /** `FULL`: an append waits for the disk, not only for the operating system. */
  readonly sqliteSynchronous: 'NORMAL' | 'FULL';
  readonly simulate: boolean;
  /** Seconds of a replayed match in one second. */
  readonly matchSpeed: number;
  readonly heartbeatMs: number;
  readonly maxStreamMs: number;
  /** Streams that may be open at once; `Infinity` when there is no limit. */
  readonly maxStreams: number;
  readonly retryMs: number;
  readonly stallMs: number;
  readonly drainMs: number;
  readonly maxBodyBytes: number;
  /** Generations that run at once; more wait for their turn. */
  readonly maxRunningGenerations: number;
  readonly maxGenerationMs: number;
  /** A server that speaks OpenAI's chat completions, if there is one. */
  readonly modelProvider?: ModelProvider;
  /** `json` in production, one object a line. */
  readonly logFormat: 'json' | 'text';
}

/** A setting that cannot be used. The message is one line: the variable, its value, and what is allowed. */
export class ConfigError extends Error {
  constructor(variable: string, value: string, allowed: string) {
    super(`${variable}=${JSON.stringify(value)} is not allowed: ${allowed}`);
    this.name = 'ConfigError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Timers of Node take at most so many milliseconds. */
const TIMER_MAX_MS = 2_147_483_647;

/** Reads and checks the environment. An empty variable counts as absent. Throws a `ConfigError`. */
export function readConfig(env: Environment): Config {
  const production = env['NODE_ENV'] === 'production';
  return {
    host: text(env, 'HOST', '127.0.0.1'),
    port: integer(env, 'PORT', 3_000, 0, 65_535),
    dataDir: resolve(text(env, 'DATA_DIR', './data')),
    tapeStore: choice(env, 'TAPE_STORE', 'sqlite', ['memory', 'sqlite']),
    sqliteSynchronous: choice(env, 'SQLITE_SYNCHRONOUS', 'NORMAL', ['NORMAL', 'FULL']),
    simulate: choice(env, 'SIMULATE', production ? 'off' : 'on', ['on', 'off']) === 'on',
    matchSpeed: integer(env, 'MATCH_SPEED', 60, 1, 3_600),
    heartbeatMs: integer(env, 'HEARTBEAT_MS', 15_000, 10, TIMER_MAX_MS),
    maxStreamMs: integer(env, 'MAX_STREAM_MS', 3_600_000, 100, TIMER_MAX_MS),
    maxStreams: integer(env, 'MAX_STREAMS', Infinity, 1, 10_000_000),
    retryMs: integer(env, 'RETRY_MS', 2_000, 0, TIMER_MAX_MS),
    stallMs: integer(env, 'STALL_MS', 30_000, 100, TIMER_MAX_MS),
    drainMs: integer(env, 'DRAIN_MS', 5_000, 0, TIMER_MAX_MS),
    maxBodyBytes: integer(env, 'MAX_BODY_BYTES', 65_536, 1_024, 104_857_600),
    maxRunningGenerations: integer(env, 'MAX_RUNNING_GENERATIONS', 1_000, 1, 1_000_000),
    maxGenerationMs: integer(env, 'MAX_GENERATION_MS', 600_000, 100, TIMER_MAX_MS),
    modelProvider: provider(env),
    logFormat: production ? 'json' : 'text',
  };
}

function text(env: Environment, name: string, fallback: string): string {
  return env[name] || fallback;
}

function integer(env: Environment, name: string, fallback: number, min: number, max: number): number {
  const value = env[name];
  if (!value) return fallback;
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new ConfigError(name, value, `a whole number from ${min} to ${max}`);
}

function choice<T extends string>(env: Environment, name: string, fallback: T, allowed: readonly T[]): T {
  const value = env[name] || fallback;
  const found = allowed.find((candidate) => candidate === value);
  if (found) return found;
  throw new ConfigError(name, value, `one of ${allowed.join(', ')}`);
}

function provider(env: Environment): ModelProvider | undefined {
  const baseUrl = text(env, 'MODEL_BASE_URL', '');
  if (!baseUrl) return undefined;
  if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol)) {
    throw new ConfigError(
      'MODEL_BASE_URL',
      baseUrl,
      'an http or https URL up to the version, as http://127.0.0.1:11434/v1',
    );
  }
  const names = text(env, 'MODEL_NAME', '');
  const models = names.split(',').map((name) => name.trim());
  if (models.includes('')) {
    const allowed = 'the names of models that MODEL_BASE_URL serves, separated by commas';
    throw new ConfigError('MODEL_NAME', names, allowed);
  }
  const apiKey = text(env, 'MODEL_API_KEY', '') || undefined;
  const field = choice(env, 'MODEL_MAX_TOKENS_FIELD', 'auto', ['auto', 'max_tokens', 'max_completion_tokens']);
  return { baseUrl, apiKey, models, maxTokensField: field === 'auto' ? undefined : field };
}
