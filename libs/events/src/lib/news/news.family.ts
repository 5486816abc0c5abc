import { defineFamily } from '../define-family';

export interface NewsPublished {
  readonly storyId: string;
  readonly headline: string;
  readonly body?: string;
  readonly url?: string;
  /** Invented by the simulated newsroom. */
  readonly simulated?: boolean;
}

/** What of a published story is different now. */
export interface NewsCorrected {
  readonly storyId: string;
  readonly headline?: string;
  readonly body?: string;
}

export interface NewsRetracted {
  readonly storyId: string;
  readonly reason?: string;
}

export type NewsEvents = {
  'news.published': NewsPublished;
  'news.corrected': NewsCorrected;
  'news.retracted': NewsRetracted;
};

export interface NewsStory {
  readonly storyId: string;
  readonly headline: string;
  readonly body: string | null;
  readonly url: string | null;
  readonly simulated: boolean;
  readonly publishedAt: string;
  readonly correctedAt: string | null;
  readonly retractedAt: string | null;
  /** Why it was retracted. */
  readonly reason: string | null;
}

export interface NewsState {
  /** The channel. */
  readonly id: string;
  /** The newest stories, newest first, at most `NEWS_STORIES_MAX`. */
  readonly stories: readonly NewsStory[];
}

/** So many stories of a channel are in its state; older ones are on the tape as long as it keeps them. */
export const NEWS_STORIES_MAX = 50;

/** Changes a story. One that is not in the state, unknown or too old, stays out of it: nothing else changes. */
const change = (state: NewsState, storyId: string, how: (story: NewsStory) => NewsStory): NewsState => ({
  ...state,
  stories: state.stories.map((story) => (story.storyId === storyId ? how(story) : story)),
});

/** The ticker itself: one topic a channel. */
export const news = defineFamily<'news', NewsEvents, NewsState, 'channel'>({
  name: 'news',
  idName: 'channel',
  events: {
    'news.published': { description: 'A story came out.' },
    'news.corrected': { description: 'A story was corrected.' },
    'news.retracted': { description: 'A story was taken back.' },
  },
  retention: { maxEvents: 1_000 },
  access: { existence: 'open', wholeFamily: true },
  initialState: (id) => ({ id, stories: [] }),
  evolve: (state, event) => {
    switch (event.type) {
      case 'news.published': {
        const { storyId, headline, body = null, url = null, simulated = false } = event.data;
        const story = { storyId, headline, body, url, simulated, publishedAt: event.time };
        const others = state.stories.filter((other) => other.storyId !== storyId);
        const fresh = { ...story, correctedAt: null, retractedAt: null, reason: null };
        return { ...state, stories: [fresh, ...others].slice(0, NEWS_STORIES_MAX) };
      }
      case 'news.corrected': {
        const { storyId, headline, body } = event.data;
        return change(state, storyId, (story) => ({
          ...story,
          headline: headline ?? story.headline,
          body: body ?? story.body,
          correctedAt: event.time,
        }));
      }
      case 'news.retracted': {
        const { storyId, reason = null } = event.data;
        return change(state, storyId, (story) => ({ ...story, retractedAt: event.time, reason }));
      }
      default:
        return state;
    }
  },
});
