import type { EventTypeDescription } from '@tickertape/events/catalogue';
import { formatCount } from '../format';

type Described = Pick<EventTypeDescription, 'family' | 'delivery' | 'retention' | 'terminal'>;

/** How the events of a type come to those who read them. */
export function describeDelivery({ family, delivery, terminal }: Described): string {
  const { wholeFamily, existence, merges } = delivery;
  return [
    wholeFamily ? `A stream takes one topic, or all of them as ${family}/*.` : 'A stream takes topics by their names.',
    existence === 'required'
      ? 'A topic is there from its first event on.'
      : 'A topic may be read before its first event.',
    merges ? 'Several in a row may come as one.' : 'Each comes by itself.',
    terminal ? 'It is the last of its topic.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** How long the events of a type are kept at least. */
export function describeRetention({ retention: { maxEvents, maxAgeMs } }: Described): string {
  const kept = [
    maxEvents === null ? '' : `the newest ${maxEvents.toLocaleString('en')} of a topic`,
    maxAgeMs === null ? '' : `for ${formatAge(maxAgeMs)}`,
  ].filter(Boolean);
  return kept.length === 0 ? 'For ever.' : `At least ${kept.join(', ')}.`;
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** In the largest unit of which it is a whole number. */
function formatAge(ms: number): string {
  const [unit, unitMs] = UNITS.find(([, length]) => ms % length === 0) ?? ['millisecond', 1];
  return formatCount(ms / unitMs, unit);
}
