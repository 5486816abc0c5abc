/** What the address of the catalogue names: an event type, and a topic whose events of that type are followed. */
export interface Choice {
  readonly type: string;
  /** Without its family, which the type has. */
  readonly topicId?: string;
}

/** The choice in `orders.received` or `orders.received/42`: neither a type nor the id of a topic has a slash. */
export function parseChoice(id: string): Choice {
  const [type = '', topicId] = id.split('/');
  return topicId ? { type, topicId } : { type };
}

/** The inverse of `parseChoice`. */
export const formatChoice = ({ type, topicId }: Choice): string => [type, topicId].filter(Boolean).join('/');
