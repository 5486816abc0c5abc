import { FAULT_KINDS, FAULT_STATUSES, LATENCY_NAMES, RETRY_AFTER_FORMS, SIMULATED_TEXTS } from './simulate.options';

/** One thing that is wrong with a `simulate` object. */
export interface SimulateProblem {
  /** The field, from the object on: `faults[0].status`; empty for the object itself. */
  path: string;
  /** What is allowed, as a sentence without its subject: `has to be …`. */
  message: string;
}

type Rule = (value: unknown, path: string) => SimulateProblem[];
type Fields = Readonly<Record<string, Rule>>;

const MOST_FAULTS = 16;
const MOST_CALLS = 16;
/** A day: nothing sensible waits for longer. */
const LONGEST_MS = 86_400_000;
/** Arguments and refusals are held in memory for as long as the generation runs. */
const LONGEST_TEXT = 65_536;

const rule =
  (holds: (value: unknown) => boolean, what: string): Rule =>
  (value, path) =>
    holds(value) ? [] : [{ path, message: `has to be ${what}` }];

const oneOf = (values: readonly unknown[]) => rule((value) => values.includes(value), `one of ${values.join(', ')}`);
const whole = (min: number, max: number) =>
  rule(
    (value) => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
    `a whole number from ${min} to ${max}`,
  );
const amount = (max: number) =>
  rule((value) => typeof value === 'number' && value >= 0 && value <= max, `a number from 0 to ${max}`);
const either =
  (...rules: [Rule, ...Rule[]]): Rule =>
  (value, path) => {
    const results = rules.map((one) => one(value, path));
    if (results.some((problems) => problems.length === 0)) return [];
    return [{ path, message: results.map((problems) => problems[0]?.message).join(' or ') }];
  };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const object =
  (fields: Fields, required: readonly string[] = []): Rule =>
  (value, path) => {
    if (!isObject(value)) return [{ path, message: 'has to be an object' }];
    const at = (field: string) => (path === '' ? field : `${path}.${field}`);
    const missing = required.filter((field) => value[field] === undefined);
    return [
      ...missing.map((field) => ({ path: at(field), message: 'is missing' })),
      ...Object.entries(value).flatMap(([field, inner]) => {
        if (inner === undefined) return [];
        if (!Object.hasOwn(fields, field)) {
          return [{ path: at(field), message: `is no field; there are ${Object.keys(fields).join(', ')}` }];
        }
        return (fields[field] as Rule)(inner, at(field));
      }),
    ];
  };

const list =
  (most: number, item: Rule): Rule =>
  (value, path) => {
    if (!Array.isArray(value) || value.length > most) return [{ path, message: `has to be a list of at most ${most}` }];
    return value.flatMap((one, index) => item(one, `${path}[${index}]`));
  };

const latency: Fields = {
  timeToFirstTokenMs: amount(LONGEST_MS),
  prefillMsPerToken: amount(LONGEST_MS),
  gapMedianMs: amount(LONGEST_MS),
  gapSigma: amount(3),
  burstTokens: whole(1, 1_000),
  pauseEveryTokens: whole(0, 1_000_000),
  pauseMs: amount(LONGEST_MS),
};

const timing: Fields = { kind: oneOf(FAULT_KINDS), probability: amount(1), healsAfter: whole(1, 1_000) };
const later: Fields = { ...timing, atToken: whole(0, 1_000_000) };
const faults: Readonly<Record<string, Rule>> = {
  http: object(
    {
      ...timing,
      status: oneOf(FAULT_STATUSES),
      retryAfter: oneOf(RETRY_AFTER_FORMS),
      retryAfterMs: amount(LONGEST_MS),
    },
    ['status'],
  ),
  stall: object({ ...later, ms: amount(LONGEST_MS) }),
};

const fault: Rule = (value, path) => {
  const kind = isObject(value) ? value['kind'] : undefined;
  const known = typeof kind === 'string' && Object.hasOwn(faults, kind) ? faults[kind] : undefined;
  return (known ?? object(later, ['kind']))(value, path);
};

const text = rule(
  (value) => typeof value === 'string' && value.length <= LONGEST_TEXT,
  'a text of at most 65536 units',
);
const json = rule((value) => {
  const written = typeof value === 'string' ? value : JSON.stringify(value);
  return written !== undefined && written.length <= LONGEST_TEXT;
}, 'JSON of at most 65536 units');
const name = rule(
  (value) => typeof value === 'string' && /^[\w-]{1,64}$/.test(value),
  '1 to 64 letters, digits, _ or -',
);

const simulate = object({
  text: oneOf(SIMULATED_TEXTS),
  tokens: either(whole(0, 1_000_000), oneOf(['endless'])),
  tokenizer: oneOf(['words', 'bytes']),
  latency: (value, path) => (isObject(value) ? object(latency)(value, path) : oneOf(LATENCY_NAMES)(value, path)),
  reasoningTokens: whole(0, 100_000),
  refusal: either(oneOf([true, false]), text),
  toolCalls: list(MOST_CALLS, object({ name, arguments: json }, ['name'])),
  faults: list(MOST_FAULTS, fault),
  tokensAfterCancel: whole(0, 10_000),
});

/**
 * All that is wrong with a `simulate` object, in the order of its fields; empty when it is a SimulateOptions. A pure function
 * that never throws, for the boundary where the object comes in.
 */
export const validateSimulate = (value: unknown): SimulateProblem[] => {
  try {
    return simulate(value, '');
  } catch {
    // Arguments that JSON cannot write: a cycle, a bigint.
    return [{ path: '', message: 'has to be JSON' }];
  }
};
