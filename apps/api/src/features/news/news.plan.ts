import { createHash } from 'node:crypto';
import type { NewsEvents, NewsState, NewsStory } from '@tickertape/events';
import { INVENTED, REASONS, type InventedStory } from './news.headlines';

/** What the simulated newsroom does next. */
export type NewsPlan = {
  [Type in keyof NewsEvents]: { readonly type: Type; readonly data: NewsEvents[Type] };
}[keyof NewsEvents];

/** Of so many turns of a channel one corrects a story, and one takes one back. */
const CORRECTS_ONE_IN = 5;
const RETRACTS_ONE_IN = 15;
/** Only what is that new is corrected or taken back: afterwards nobody would see it. */
const RECENT_STORIES = 6;

/**
 * The next event of a simulated channel. It follows from the channel's version and state, and from the seed: whoever
 * plans after a restart goes on where the last one was, and no id comes twice, since no version does. Only simulated
 * stories are ever corrected or retracted.
 */
export function planNews({ id, stories }: NewsState, version: number, seed: string): NewsPlan {
  const draw = (what: string): number =>
    createHash('sha256').update(`${seed} ${id} ${version} ${what}`).digest().readUInt32BE();
  const open = stories.slice(0, RECENT_STORIES).filter((story) => story.simulated && isUntouched(story));
  const chosen = open[draw('story') % open.length];
  if (chosen) {
    const { storyId, headline } = chosen;
    const corrected = inventedBy(id).find((story) => story.headline === headline)?.corrected;
    const reason = REASONS[draw('reason') % REASONS.length];
    if (draw('retract') % RETRACTS_ONE_IN === 0) return { type: 'news.retracted', data: { storyId, reason } };
    if (corrected !== undefined && draw('correct') % CORRECTS_ONE_IN === 0) {
      return { type: 'news.corrected', data: { storyId, headline: corrected } };
    }
  }
  const invented = inventedBy(id);
  const headline = invented[version % invented.length]?.headline ?? 'Nothing happened';
  return { type: 'news.published', data: { storyId: `simulated-${id}-${version + 1}`, headline, simulated: true } };
}

function isUntouched({ correctedAt, retractedAt }: NewsStory): boolean {
  return correctedAt === null && retractedAt === null;
}

function inventedBy(channel: string): readonly InventedStory[] {
  return INVENTED[channel] ?? [];
}
