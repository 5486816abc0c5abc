import type { Connection } from '@tickertape/client';
import type { EventTypeDescription } from '@tickertape/events/catalogue';
import { formatCount } from '../format';
import type { TailEntries } from './tail-entries';

/** What a tail does, in a sentence that does not change while events come. `topic` is empty while it follows nothing. */
export function describeTail(
  { family }: Pick<EventTypeDescription, 'family'>,
  topic: string,
  connection: Connection,
): string {
  if (topic === '') return `${family} are not read all at once: name a topic.`;
  if (connection.phase === 'finished') return `${topic} is finished: nothing will follow.`;
  if (connection.phase !== 'failed') {
    return topic.endsWith('/*')
      ? `Follows all ${family}, from now on.`
      : `Follows ${topic}, from what is kept of it on.`;
  }
  const { code, message } = connection.error;
  return code === 'topic_not_found' ? `There is no ${topic} yet: append the sample, and there is.` : message;
}

/** What has come by, and what was lost. */
export function describeEntries({ ofType, ofOthers, gap }: TailEntries): string {
  const others = ofOthers > 0 ? `, and ${ofOthers.toLocaleString('en')} of other types` : '';
  const lost = gap?.missed ? formatCount(gap.missed, 'event') : 'some events';
  return `${formatCount(ofType, 'event')} of this type${others}${gap ? `; ${lost} could not be replayed (${gap.reason})` : ''}`;
}
