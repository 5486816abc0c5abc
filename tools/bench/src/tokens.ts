/**
 * Measures what a token of an AI stream costs: ours, which writes each one to the tape before it is shown and from which every reader
 * can resume, against plain Nest, where a timer emits each token into a Subject and nothing is kept.
 *
 * How. Each server runs in a process of its own, pinned to one core, and has as many streams as asked for with one reader each, at
 * 50 tokens a second. Its CPU time in a window, divided by the tokens that arrived in it, is the cost of a token.
 *
 * What it is guarded against:
 * - An unfair race. Ours is used as a client uses it, `POST /v1/generations` with the model `sim-long`; where a generation ends the
 *   next begins, which is in its cost, as is the model. The streams of plain Nest never end and cost no start. Tokens of plain Nest carry
 *   a stamp, so that its readers can count; its frames are still shorter than ours.
 * - Counting frames for tokens. Ours puts the tokens of a moment into one frame: there tokens are counted by the length of the text, and
 *   how long one is, a sample of finished generations says. See `generations.ts`, from which its load is.
 * - Cheap because late. Tokens a second are shown: a server that cannot keep up has fewer than were asked for.
 * - A noisy machine. CPU time is counted, what others used is shown, and contenders take turns.
 *
 * The exit code is 1 when a reader lost a token or got one twice; 2 when it could not run; never for a time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { integer, parseArguments } from './lib/arguments';
import { CONTENDERS, OURS, PLAIN_NEST, type Contender } from './lib/contenders';
import { claimCores, type Cores } from './lib/cores';
import { GenerationLoad, RAMP_MS } from './lib/generation.load';
import { describeMachine } from './lib/machine';
import { MeasuredWindow } from './lib/measured.window';
import { requireOpenFiles } from './lib/open-files';
import { inRounds, medianOf, ratioOf } from './lib/rounds';
import { runBench, writeResult } from './lib/run';
import type { ServerProcess } from './lib/server.process';
import { formatNumber, formatTable } from './lib/table';
import { startUsage, type Used } from './lib/usage.meter';
import { Readers } from './readers/readers';

interface TokensOptions {
  readonly streams: number;
  readonly seconds: number;
  readonly rounds: number;
}

const HELP = `Usage: nx run bench:tokens [-- options]

  --streams <n>  token streams with one reader each, 1 to 10000 (default 1000)
  --seconds <n>  how long to measure after the warm-up, 1 to 600 (default 10)
  --rounds <n>   how often each server is measured, 1 to 100 (default 3)
  --help         this text

Writes dist/bench/tokens.json.
`;

/** What the model `sim-long` writes. */
const TOKENS_PER_SECOND = 50;
/** Of one generation: some twenty seconds. */
const TOKENS_MAX = 1_000;
const WARM_UP_MS = RAMP_MS + 2_000;
const FINISH_MS = 60_000;

function readOptions(args: readonly string[]): TokensOptions | 'help' {
  const values = parseArguments(args, {
    streams: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
  });
  if (values.help) return 'help';
  return {
    streams: integer('streams', values.streams, 1, 10_000),
    seconds: integer('seconds', values.seconds, 1, 600),
    rounds: integer('rounds', values.rounds, 1, 100),
  };
}

interface Window {
  readonly used: Used;
  readonly tokens: number;
  readonly faults: number;
  readonly reasons: readonly string[];
}

type TokensSample = Window & { readonly cpuUsPerToken: number | null; readonly tokensPerSecond: number };

async function run(options: TokensOptions): Promise<boolean> {
  requireOpenFiles(options.streams);
  const cores = claimCores();
  process.stdout.write(`${options.streams} streams of ${TOKENS_PER_SECOND} tokens a second, a reader each\n`);
  const compared = CONTENDERS.filter(({ name }) => name === OURS || name === PLAIN_NEST);
  const measured = await inRounds(compared, options.rounds, (contender) => measure(contender, options, cores));
  const medians = measured.map(({ name, samples }) => {
    const median = (pick: (sample: TokensSample) => number | null): number | null => medianOf(samples.map(pick));
    return {
      name,
      cpuUsPerToken: median(({ cpuUsPerToken }) => cpuUsPerToken),
      tokensPerSecond: median(({ tokensPerSecond }) => tokensPerSecond),
      rssMiB: median(({ used }) => used.api?.rssMiB ?? null),
      serverPercent: median(({ used }) => used.api?.cpuPercent ?? null),
      loadPercent: median(({ used }) => used.loadCpuPercent),
      othersPercent: median(({ used }) => used.othersCpuPercent),
      faults: samples.reduce((sum, { faults }) => sum + faults, 0),
      samples,
    };
  });
  const plain = medians.find(({ name }) => name === PLAIN_NEST)?.cpuUsPerToken;
  const contenders = medians.map((one) => ({ ...one, ratioToPlainNest: ratioOf(one.cpuUsPerToken, plain) }));
  writeResult('tokens', { at: new Date().toISOString(), options, machine: describeMachine(cores), contenders });
  const head = ['', 'CPU µs', '/plain-nest', 'tokens/s', 'RSS MiB', 'server %', 'load %', 'others %', 'lost or again'];
  const rows = contenders.map((one) => [
    one.name,
    ...[one.cpuUsPerToken, one.ratioToPlainNest, one.tokensPerSecond, one.rssMiB].map(formatNumber),
    ...[one.serverPercent, one.loadPercent, one.othersPercent].map(formatNumber),
    String(one.faults),
  ]);
  const reasons = contenders.flatMap(({ name, samples }) =>
    samples.flatMap((one) => one.reasons.map((why) => `  ${name}: ${why}\n`)),
  );
  process.stdout.write(`\n${formatTable([head, ...rows])}${reasons.join('')}\n`);
  return contenders.every(({ faults }) => faults === 0);
}

async function measure(contender: Contender, options: TokensOptions, cores: Cores | undefined): Promise<TokensSample> {
  const server = await contender.start(cores);
  try {
    const window = await (contender.name === OURS ? ofOurs : ofPlainNest)(server, options);
    const { used, tokens } = window;
    return {
      ...window,
      cpuUsPerToken: used.api && tokens > 0 ? (used.api.cpuMs * 1_000) / tokens : null,
      tokensPerSecond: (tokens / used.elapsedMs) * 1_000,
    };
  } finally {
    await server.stop();
  }
}

async function ofOurs({ url, pid }: ServerProcess, { streams, seconds }: TokensOptions): Promise<Window> {
  const window = new MeasuredWindow();
  const load = new GenerationLoad(
    url,
    { generations: streams, tokens: TOKENS_MAX, readersPerGeneration: 1, freshConnections: false },
    window,
  );
  load.start();
  await sleep(WARM_UP_MS);
  const usage = startUsage(pid);
  window.begin();
  await sleep(seconds * 1_000);
  const used = usage.end();
  load.endWindow();
  await load.finish(FINISH_MS);
  const { tokens, characters, lost, repeated, broken, different, reasons } = load.totals;
  if (tokens === 0) throw new Error(`no generation came to its end: ${reasons.join('; ')}`);
  const faults = lost + repeated + broken + different;
  return { used, tokens: window.characters * (tokens / characters), faults, reasons };
}

async function ofPlainNest({ port, pid }: ServerProcess, { streams, seconds }: TokensOptions): Promise<Window> {
  const readers = new Readers();
  const path = `/tokens?perSecond=${TOKENS_PER_SECOND}`;
  await readers.ask('open', { port, path, readyMark: 'hello', readers: streams });
  await sleep(WARM_UP_MS);
  const usage = startUsage(pid);
  await readers.ask('begin');
  await sleep(seconds * 1_000);
  const { deliveries } = await readers.ask('end');
  const used = usage.end();
  const { lost, repeated, broken, reasons } = await readers.ask('finish', { last: 0, deadlineMs: 0 });
  await readers.close();
  return { used, tokens: deliveries, faults: lost + repeated + broken, reasons };
}

await runBench({ help: HELP, readOptions, run });
