import { parseArgs, type ParseArgsConfig } from 'node:util';

/** An argument that cannot be used; the message is one line. */
export class UsageError extends Error {}

/** Reads the command line. Throws a `UsageError`. */
export function parseArguments<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Reads a whole number. Throws a `UsageError`. */
export function integer(name: string, text: string, min: number, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new UsageError(`--${name} ${text} is not allowed: a whole number from ${min} to ${max}`);
}
