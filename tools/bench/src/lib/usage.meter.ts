import { readMachineCpuMs, readUsage } from './process.usage';

const MIB = 1_048_576;

/** What was used between the start of the meter and its end. Shares are of one core, in percent. */
export interface Used {
  readonly elapsedMs: number;
  /** `null` where the machine does not tell. */
  readonly api: {
    readonly cpuMs: number;
    readonly cpuPercent: number;
    readonly waitedPercent: number;
    readonly rssMiB: number;
    readonly peakRssMiB: number;
  } | null;
  readonly loadCpuPercent: number | null;
  readonly othersCpuPercent: number | null;
}

/** Measures from now on what the API, this process and the rest of the machine use. */
export function startUsage(apiPid: number): { end(): Used } {
  const read = () => ({
    at: performance.now(),
    api: readUsage(apiPid),
    load: readUsage(process.pid),
    machineCpuMs: readMachineCpuMs(),
  });
  const from = read();
  return {
    end: () => {
      const to = read();
      const elapsedMs = to.at - from.at;
      const percent = (ms: number): number => (ms / elapsedMs) * 100;
      if (!from.api || !to.api || !from.load || !to.load || !from.machineCpuMs || !to.machineCpuMs) {
        return { elapsedMs, api: null, loadCpuPercent: null, othersCpuPercent: null };
      }
      const apiCpuMs = to.api.cpuMs - from.api.cpuMs;
      const loadCpuMs = to.load.cpuMs - from.load.cpuMs;
      return {
        elapsedMs,
        api: {
          cpuMs: apiCpuMs,
          cpuPercent: percent(apiCpuMs),
          waitedPercent: percent(to.api.waitedMs - from.api.waitedMs),
          rssMiB: to.api.rssBytes / MIB,
          peakRssMiB: to.api.peakRssBytes / MIB,
        },
        loadCpuPercent: percent(loadCpuMs),
        othersCpuPercent: percent(Math.max(0, to.machineCpuMs - from.machineCpuMs - apiCpuMs - loadCpuMs)),
      };
    },
  };
}
