import {
  LanguageModelError,
  codeOfStatus,
  type ProviderErrorCode,
  type ProviderFailure,
} from '../language-model.error';
import type { Usage } from '../language-model';
import { readRetryAfter } from '../retry.after';
import { seededRandom } from './seeded.random';
import type { SimulatedFault } from './simulate.options';

/** A fault that will strike, and after how many tokens. */
export interface PlannedFault {
  /** Its place in the request's list. */
  index: number;
  atToken: number;
  fault: SimulatedFault;
}

/** The faults of a generation that strike, by the token at which they do; of those at one token the first. Pure. */
export const planFaults = (faults: readonly SimulatedFault[], seed: number): PlannedFault[] => {
  const planned: PlannedFault[] = [];
  faults.forEach((fault, index) => {
    const { atToken, probability } = fault;
    const draw = seededRandom(`fault ${index}`, seed)();
    if (probability === undefined || atToken !== undefined || fault.kind === 'http') {
      if (probability === undefined || draw < probability) planned.push({ index, atToken: atToken ?? 0, fault });
    } else if (probability > 0) {
      // The number of tokens that are spared, when each is struck with this probability, is geometric.
      const spared = probability === 1 ? 0 : Math.floor(Math.log(1 - draw) / Math.log(1 - probability));
      planned.push({ index, atToken: spared, fault });
    }
  });
  planned.sort((a, b) => a.atToken - b.atToken || a.index - b.index);
  return planned.filter(({ atToken }, at) => atToken !== planned[at - 1]?.atToken);
};

/** How many requests are remembered for `healsAfter`; beyond that the one that is longest ago is forgotten. */
const REMEMBERED = 10_000;

/** Counts how often each fault has struck, for those that heal. */
export class HealingLedger {
  private readonly struck = new Map<string, number>();

  /** The faults that strike this time; those that heal are counted by it. `request` names the request. */
  strike(planned: readonly PlannedFault[], request: string): PlannedFault[] {
    return planned.filter(({ index, fault: { healsAfter } }) => {
      if (healsAfter === undefined) return true;
      const key = `${index} ${request}`;
      const times = this.struck.get(key) ?? 0;
      if (times >= healsAfter) return false;
      this.struck.delete(key);
      this.struck.set(key, times + 1);
      if (this.struck.size > REMEMBERED) this.struck.delete(this.struck.keys().next().value as string);
      return true;
    });
  }
}

/** The failure that a fault throws; undefined for one that throws none. */
export const failureOf = (fault: SimulatedFault, usage: Usage, epochMs: number): LanguageModelError | undefined => {
  const fail = (code: ProviderErrorCode, facts: ProviderFailure) => new LanguageModelError(code, facts, usage);
  if (fault.kind === 'error') return fail('stream_failed', { reason: 'a simulated error in the stream' });
  if (fault.kind === 'cut') return fail('connection_lost', { reason: 'a simulated cut of the socket' });
  if (fault.kind !== 'http') return undefined;
  const { status } = fault;
  const headers = retryHeaders(fault, epochMs);
  const retryAfter = readRetryAfter((name) => headers[name], epochMs);
  return fail(codeOfStatus(status), { status, reason: 'a simulated HTTP error', ...retryAfter });
};

const retryHeaders = (
  { retryAfter = 'none', retryAfterMs = 1_000 }: Extract<SimulatedFault, { kind: 'http' }>,
  epochMs: number,
): Readonly<Record<string, string>> => {
  if (retryAfter === 'none') return {};
  if (retryAfter === 'ms') return { 'retry-after-ms': String(retryAfterMs) };
  if (retryAfter === 'seconds') return { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) };
  // A date counts full seconds: rounded up, so that the wait is not shorter than asked for.
  return { 'retry-after': new Date(Math.ceil((epochMs + retryAfterMs) / 1000) * 1000).toUTCString() };
};
