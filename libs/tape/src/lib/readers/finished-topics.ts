import type { Topic } from '@tickertape/wire';

const NONE: readonly Topic[] = [];

/** The topics that a reader names one by one and that are finished for good, and which of them it was told about. */
export class FinishedTopics {
  private topics = NONE;
  private told = 0;

  add(topic: Topic): void {
    if (!this.topics.includes(topic)) this.topics = [...this.topics, topic];
  }

  /** Those that the reader was not told about yet; it is told now. */
  takeNew(): readonly Topic[] {
    if (this.told === this.topics.length) return NONE;
    const news = this.topics.slice(this.told);
    this.told = this.topics.length;
    return news;
  }

  /** Whether nothing will ever follow in any of the topics. */
  coverAll(topics: readonly Topic[]): boolean {
    return this.topics.length > 0 && topics.every((topic) => this.topics.includes(topic));
  }
}
