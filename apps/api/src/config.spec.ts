import { readConfig } from './config';

it('needs nothing of the environment', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 3_000,
    dataDir: expect.stringMatching(/\/data$/),
    tapeStore: 'sqlite',
    sqliteSynchronous: 'NORMAL',
    simulate: true,
    heartbeatMs: 15_000,
    maxStreamMs: 3_600_000,
    retryMs: 2_000,
    drainMs: 5_000,
    logFormat: 'text',
  });
});

it('logs JSON in production', () => {
  expect(readConfig({ NODE_ENV: 'production' }).logFormat).toBe('json');
});

it('simulates nothing in production, unless it is told to', () => {
  expect(readConfig({ NODE_ENV: 'production' }).simulate).toBe(false);
  expect(readConfig({ NODE_ENV: 'production', SIMULATE: 'on' }).simulate).toBe(true);
  expect(readConfig({ SIMULATE: 'off' }).simulate).toBe(false);
});

it.each([
  ['PORT', 'abc', 'PORT="abc" is not allowed: a whole number from 0 to 65535'],
  ['PORT', '65536', 'PORT="65536" is not allowed: a whole number from 0 to 65535'],
  ['PORT', '1e3', 'PORT="1e3" is not allowed: a whole number from 0 to 65535'],
  ['MATCH_SPEED', '0', 'MATCH_SPEED="0" is not allowed: a whole number from 1 to 3600'],
  ['HEARTBEAT_MS', '-1', 'HEARTBEAT_MS="-1" is not allowed: a whole number from 10 to 2147483647'],
  [
    'MODEL_BASE_URL',
    'localhost:1',
    'MODEL_BASE_URL="localhost:1" is not allowed: an http or https URL up to the version, as http://127.0.0.1:11434/v1',
  ],
  [
    'MODEL_BASE_URL',
    'http://127.0.0.1:1/v1',
    'MODEL_NAME="" is not allowed: the names of models that MODEL_BASE_URL serves, separated by commas',
  ],
  ['DRAIN_MS', '5s', 'DRAIN_MS="5s" is not allowed: a whole number from 0 to 2147483647'],
  ['TAPE_STORE', 'mongo', 'TAPE_STORE="mongo" is not allowed: one of memory, sqlite'],
  ['SQLITE_SYNCHRONOUS', 'off', 'SQLITE_SYNCHRONOUS="off" is not allowed: one of NORMAL, FULL'],
  ['SIMULATE', 'maybe\n', 'SIMULATE="maybe\\n" is not allowed: one of on, off'],
])('refuses %s=%j with one line that says what is allowed', (variable, value, message) => {
  expect(() => readConfig({ [variable]: value })).toThrow(message);
  expect(message).not.toContain('\n');
});

it.each(['max_tokens', 'max_completion_tokens'])('sends the limit of a provider in %s when it is told to', (field) => {
  const env = { MODEL_BASE_URL: 'http://127.0.0.1:1/v1', MODEL_NAME: 'm' };
  expect(readConfig(env).modelProvider?.maxTokensField).toBeUndefined();
  expect(readConfig({ ...env, MODEL_MAX_TOKENS_FIELD: field }).modelProvider?.maxTokensField).toBe(field);
});

it('refuses another field for the limit', () => {
  const env = { MODEL_BASE_URL: 'http://127.0.0.1:1/v1', MODEL_NAME: 'm', MODEL_MAX_TOKENS_FIELD: 'limit' };
  const message = 'MODEL_MAX_TOKENS_FIELD="limit" is not allowed: one of auto, max_tokens, max_completion_tokens';
  expect(() => readConfig(env)).toThrow(message);
});
