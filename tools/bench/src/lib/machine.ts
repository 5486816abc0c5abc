import { cpus } from 'node:os';
import type { Cores } from './cores';

/** On what a result was measured. */
export interface Machine {
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  /** Who was pinned where; `null` when nobody was. */
  readonly pinned: Cores | null;
}

export function describeMachine(pinned: Cores | undefined): Machine {
  const { length, [0]: cpu } = cpus();
  return { node: process.version, cpu: cpu?.model ?? '', cores: length, pinned: pinned ?? null };
}
