/** `family/id`: the unit of order and of access. */
export type Topic = `${string}/${string}`;

export interface TopicParts {
  readonly family: string;
  readonly id: string;
}

// RFC 3986 unreserved characters and a few that ids often carry; none needs escaping in a path or can end a field. Not `.` and
// `..`, which clients take out of a path (RFC 3986, 5.2.4).
const TOPIC = /^([a-z][a-z0-9-]{0,31})\/(?!\.\.?$)([A-Za-z0-9_.~@:+-]{1,128})$/;
const WHOLE_FAMILY = /^[a-z][a-z0-9-]{0,31}\/\*$/;

export function formatTopic(family: string, id: string): Topic {
  return `${family}/${id}`;
}

/** Splits a topic; `undefined` when the text is not one. */
export function parseTopic(text: string): TopicParts | undefined {
  const match = TOPIC.exec(text);
  return match ? { family: match[1] ?? '', id: match[2] ?? '' } : undefined;
}

export function isTopic(text: string): text is Topic {
  return TOPIC.test(text);
}

/** A topic, or `family/*` for all topics of a family. */
export function isTopicSelector(text: string): text is Topic {
  return TOPIC.test(text) || WHOLE_FAMILY.test(text);
}

/** The selector of all topics of a topic's family: `orders/*` of `orders/42`, and of itself. */
export function wholeFamilyOf(topic: string): Topic {
  return `${topic.slice(0, topic.indexOf('/'))}/*`;
}

/** Whether selectors name a topic, or its whole family. */
export function isSelected(topic: string, selectors: { has(selector: string): boolean }): boolean {
  return selectors.has(topic) || selectors.has(wholeFamilyOf(topic));
}
