const offsetUs = Number(process.hrtime.bigint()) / 1_000 - performance.now() * 1_000;

/** The machine's monotonic clock in microseconds: the same in all processes and threads of a machine since its start. */
export function nowUs(): number {
  return performance.now() * 1_000 + offsetUs;
}
