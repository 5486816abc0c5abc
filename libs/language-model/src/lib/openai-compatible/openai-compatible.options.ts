import type { Clock } from '../clock';

/** Options of the OpenAiCompatibleModel. */
export interface OpenAiCompatibleOptions {
  /**
   * Where the API is, up to its version: `https://api.openai.com/v1`, `http://127.0.0.1:11434/v1` for Ollama,
   * `http://127.0.0.1:8000/v1` for vLLM. `/chat/completions` is added.
   */
  baseUrl: string;
  /** Sent as a bearer token. Default: `none`, for servers that ask for no key; it is never read from the environment. */
  apiKey?: string;
  /** The names of the models that the server has and that are offered, the default first, at least one. */
  models: readonly string[];
  /** How often a request that failed before its first token is sent again, a whole number from 0. Default: 2. */
  maxRetries?: number;
  /**
   * The longest wait before it is sent again, in milliseconds from 0. A server that asks for a longer one is not asked again:
   * the failure says how long it wanted. Default: 60,000.
   */
  maxRetryWaitMs?: number;
  /**
   * The first wait where the server asks for none, in milliseconds from 0; each is twice the one before, less up to a quarter at
   * random. Default: 500.
   */
  backoffMs?: number;
  /** How long the server may take until its answer begins, in milliseconds from 1. Default: 120,000. */
  responseTimeoutMs?: number;
  /**
   * How long a stream may be silent, comments included, in milliseconds from 1. Raise it for servers that think for long and
   * send nothing meanwhile. Default: 60,000.
   */
  idleTimeoutMs?: number;
  /**
   * The field that `maxTokens` is sent in. OpenAI's newer models take only `max_completion_tokens`, and other
   * servers often only `max_tokens`. Default: `max_completion_tokens` for api.openai.com, `max_tokens` for others.
   */
  maxTokensField?: 'max_tokens' | 'max_completion_tokens';
  /**
   * Counts the tokens of a text, for prompts and for what the server did not count. Default: an estimate, a token for each
   * four bytes of UTF-8, which needs no vocabulary in memory.
   */
  countTokens?: (text: string) => number;
  /** More headers for every request. Default: none. */
  headers?: Readonly<Record<string, string>>;
  /** What waits are measured with. Default: the system's. A VirtualClock lets a test run without waiting. */
  clock?: Clock;
  /** Spreads waits: numbers evenly over [0, 1). Default: `Math.random`. */
  random?: () => number;
  /** What HTTP dates are read against: milliseconds since 1970. Default: `Date.now`. */
  epochMs?: () => number;
}
