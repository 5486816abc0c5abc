import type { NewsStory } from '@tickertape/events';
import { formatTime } from '../format';
import { safeUrl } from '../safe-url';
import { make } from '../components/dom';

/** How a story stands: what was taken back stays in sight, struck through, because people have read it. */
export type StoryStanding = 'published' | 'corrected' | 'retracted';

export function standingOf({ correctedAt, retractedAt }: NewsStory): StoryStanding {
  if (retractedAt !== null) return 'retracted';
  return correctedAt === null ? 'published' : 'corrected';
}

/** Fills a list item with a story. */
export function showStory(item: HTMLElement, story: NewsStory): void {
  const standing = standingOf(story);
  const { headline, publishedAt, reason, body } = story;
  const href = standing === 'retracted' ? undefined : safeUrl(story.url);
  const text = href ? make('a', { href, rel: 'noopener noreferrer', target: '_blank' }, headline) : headline;
  item.dataset['story'] = story.storyId;
  item.dataset['standing'] = standing;
  item.title = (standing === 'retracted' ? reason : body) ?? '';
  item.replaceChildren(
    make('time', { datetime: publishedAt }, formatTime(publishedAt)),
    make(standing === 'retracted' ? 's' : 'span', { class: 'story-headline' }, text),
  );
  if (standing !== 'published') {
    const why = standing === 'retracted' && reason ? `: ${reason}` : '';
    item.append(make('em', { class: 'story-mark' }, `${standing}${why}`));
  }
}
