import type { GenerationState, GenerationStatus } from '@tickertape/events';

/** How a status looks: under way, ended well, ended otherwise. */
export type Tone = 'busy' | 'good' | 'bad';

export interface StatusLine {
  /** One word, as on a rubber stamp. */
  readonly stamp: string;
  readonly tone: Tone;
  /** One sentence: what it means. */
  readonly says: string;
}

const LINES: Record<GenerationStatus, StatusLine> = {
  queued: { stamp: 'Queued', tone: 'busy', says: 'The model has not begun yet.' },
  running: { stamp: 'Running', tone: 'busy', says: 'Reload the page, or open it in a second tab: it continues.' },
  completed: { stamp: 'Completed', tone: 'good', says: 'The model has finished.' },
  failed: { stamp: 'Failed', tone: 'bad', says: 'The model could not go on.' },
  cancelled: { stamp: 'Stopped', tone: 'bad', says: 'It was stopped on request. What was written stays.' },
  interrupted: {
    stamp: 'Interrupted',
    tone: 'bad',
    says: 'The process that ran it died. What it had written is safe on the tape.',
  },
};

export function describeGeneration({ status, finishReason, error }: GenerationState): StatusLine {
  const line = LINES[status];
  if (status === 'completed' && finishReason === 'length') {
    return { ...line, says: 'The model has reached the length that it was allowed.' };
  }
  return status === 'failed' && error ? { ...line, says: error.message || error.code } : line;
}

/** While the page is cut off, it does not know whether a generation still runs. */
export const CUT_OFF = 'The connection is lost. The model may be writing on; nothing of it will be missing here.';

export const isRunning = (status: GenerationStatus): boolean => status === 'queued' || status === 'running';
